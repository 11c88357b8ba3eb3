import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FollowUnusable } from '../../errors/copying.ts'
import { hubUrl } from './source-hub.ts'

describe('hubUrl()', () => {
  for (const [text, expected] of [
    ['https://hub.example', 'https://hub.example/export'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000/export'],
    ['https://hub.example/directory/export', 'https://hub.example/directory/export'],
  ] as const) {
    it(`finds the exports of "${text}"`, () => {
      assert.equal(hubUrl(text).href, expected)
    })
  }

  for (const text of [
    ...['', 'nonsense', 'ftp://hub.example/', 'file:///export', 'https://name:word@hub.example/'],
    ...['https://token@hub.example/', 'https://hub.example/?after=1', 'https://hub.example/#x'],
  ]) {
    it(`throws FollowUnusable for "${text}", without repeating it`, () => {
      assert.throws(
        () => hubUrl(text),
        (error) => error instanceof FollowUnusable && !/word|token/.test(error.message),
      )
    })
  }
})
