import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CSV_TABLES } from '../csv-tables.ts'
import { kindOfFile } from './kind-of-file.ts'

const kind = (header: string) => kindOfFile(`${header}\n`, CSV_TABLES)?.name ?? null

describe('kindOfFile()', () => {
  it('knows a unit file that lacks a needed column for what it is', () => {
    assert.equal(kind('SorId;SorType;EntityName;FromDate;ToDate'), 'SOREntity')
  })

  it('does not take a list with a column of codes for a code list of the register', () => {
    assert.equal(kind('codeList;code;navn'), null)
  })

  it('knows a list of clusters for what it is', () => {
    assert.equal(
      kind('region;cluster;acuteHospital;municipalityCode;municipality'),
      'health clusters',
    )
  })
})
