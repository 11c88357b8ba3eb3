import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import SchemaBuilder from '@pothos/core'
import DirectivesPlugin from '@pothos/plugin-directives'
import { execute, parse } from 'graphql'
import { entity, toSubgraph } from './federation.ts'
import type { ResolveReferences } from './federation-entities.ts'

type Named = { readonly id: string; readonly name: string }
type Resolve = ResolveReferences<unknown, Named>

const newBuilder = () => {
  const builder = new SchemaBuilder({
    plugins: [DirectivesPlugin],
    directives: { useGraphQLToolsUnorderedDirectives: true },
  })
  builder.queryType({ fields: (t) => ({ ready: t.boolean({ resolve: () => true }) }) })
  return builder
}

type Builder = ReturnType<typeof newBuilder>

function addEntity(builder: Builder, name: string, resolve: Resolve): void {
  builder.objectRef<Named>(name).implement({
    directives: { key: { fields: 'id' } },
    extensions: entity<unknown, Named>(resolve),
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      name: t.exposeString('name', { nullable: false }),
    }),
  })
}

const QUERY = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ...on Shop { id name } ...on Town { name } }
}`

async function resolved(resolvers: Readonly<Record<string, Resolve>>, representations: unknown[]) {
  const builder = newBuilder()
  for (const [name, resolve] of Object.entries(resolvers)) addEntity(builder, name, resolve)
  const { schema } = toSubgraph(builder.toSchema())
  const document = parse(QUERY)
  const { data, errors = [] } = await execute({
    schema,
    document,
    variableValues: { representations },
  })
  return {
    entities: JSON.parse(JSON.stringify(data?._entities)),
    errors: errors.map(({ message, path = [] }) => `${path.join('.')}: ${message}`),
  }
}

const shop = (id: string) => ({ __typename: 'Shop', id })
const town = (id: string) => ({ __typename: 'Town', id })
const named: Resolve = (references) =>
  references.map(({ id }) => ({ id: String(id), name: `No. ${id}` }))

describe('toSubgraph() resolves _entities', () => {
  it('with one call per type, in the order asked', async () => {
    const calls: string[] = []
    const counting =
      (name: string): Resolve =>
      (references, context, info) => {
        calls.push(`${name} ${references.map(({ id }) => id).join()}`)
        return named(references, context, info)
      }
    const { entities, errors } = await resolved(
      { Shop: counting('Shop'), Town: counting('Town') },
      [shop('1'), town('2'), shop('3')],
    )
    assert.deepEqual(entities, [
      { __typename: 'Shop', id: '1', name: 'No. 1' },
      { __typename: 'Town', name: 'No. 2' },
      { __typename: 'Shop', id: '3', name: 'No. 3' },
    ])
    assert.deepEqual(errors, [])
    assert.deepEqual(calls, ['Shop 1,3', 'Town 2'])
  })

  it('to null where one is unknown, and to an error of its own where one fails', async () => {
    const { entities, errors } = await resolved(
      { Shop: () => [null, new Error('burnt down'), { id: '3', name: 'C' }], Town: named },
      [shop('1'), shop('2'), shop('3')],
    )
    assert.deepEqual(entities, [null, null, { __typename: 'Shop', id: '3', name: 'C' }])
    assert.deepEqual(errors, ['_entities.1: burnt down'])
  })

  it('of other types all the same when the call for one type fails', async () => {
    const fails: Resolve = async () => {
      throw new Error('no shops today')
    }
    const { entities, errors } = await resolved({ Shop: fails, Town: named }, [
      shop('1'),
      town('2'),
    ])
    assert.deepEqual(entities, [null, { __typename: 'Town', name: 'No. 2' }])
    assert.deepEqual(errors, ['_entities.0: no shops today'])
  })

  it('to an error where a representation names no type, or one that is not an entity here', async () => {
    const { entities, errors } = await resolved({ Shop: named, Town: named }, [
      7,
      { id: '1' },
      { __typename: 'Moon', id: '1' },
      town('2'),
    ])
    assert.deepEqual(entities, [null, null, null, { __typename: 'Town', name: 'No. 2' }])
    assert.deepEqual(errors, [
      '_entities.0: Cannot resolve entity: no __typename',
      '_entities.1: Cannot resolve entity: no __typename',
      '_entities.2: Cannot resolve "Moon": not an entity here',
    ])
  })

  it('never to a neighbour: too few answers fail the type', async () => {
    const { entities, errors } = await resolved(
      { Shop: () => [{ id: '2', name: 'B' }], Town: named },
      [shop('1'), shop('2')],
    )
    assert.deepEqual(entities, [null, null])
    assert.equal(errors[1], '_entities.1: Cannot resolve "Shop": 1 answers to 2 references')
  })
})

describe('toSubgraph() prints', () => {
  it('a link to federation v2.9 with the directives that are used, and no definitions of them', () => {
    const builder = newBuilder()
    addEntity(builder, 'Shop', named)
    builder.objectRef<Named>('Price').implement({
      directives: { shareable: {} },
      fields: (t) => ({ name: t.exposeString('name') }),
    })
    const { sdl } = toSubgraph(builder.toSchema())
    assert.equal(
      sdl.split('\n', 1)[0],
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key","@shareable"])',
    )
    assert.match(sdl, /^type Shop @key\(fields: "id"\) \{$/m)
    assert.match(sdl, /^type Price @shareable \{$/m)
    assert.doesNotMatch(sdl, /directive @|_entities|_Any/)
  })

  it('the same text that `_service` answers', async () => {
    const builder = newBuilder()
    addEntity(builder, 'Shop', named)
    const { schema, sdl } = toSubgraph(builder.toSchema())
    const { data } = await execute({ schema, document: parse('{ _service { sdl } }') })
    assert.deepEqual(JSON.parse(JSON.stringify(data)), { _service: { sdl } })
  })
})

describe('toSubgraph() takes keys', () => {
  const stub = (directives: object, extensions: Readonly<Record<string, unknown>> = {}) => {
    const builder = newBuilder()
    builder.objectRef<Named>('Shop').implement({
      directives: directives as never,
      extensions,
      fields: (t) => ({ id: t.exposeID('id', { nullable: false }) }),
    })
    return () => toSubgraph(builder.toSchema())
  }

  it('that are not resolvable as mere pointers, with no way in', () => {
    const { schema, sdl } = stub({ key: { fields: 'id', resolvable: false } })()
    assert.match(sdl, /@key\(fields: "id", resolvable: false\)/)
    assert.equal(schema.getType('_Entity'), undefined)
    assert.equal(schema.getQueryType()?.getFields()._entities, undefined)
  })

  it('only with something that resolves them, and the other way about', () => {
    assert.throws(stub({ key: { fields: 'id' } }), {
      message: 'Cannot build entity "Shop": nothing resolves its key',
    })
    assert.throws(stub({}, entity(named)), {
      message: 'Cannot build entity "Shop": it has no resolvable key',
    })
  })

  it('of no entity interface', () => {
    assert.throws(
      stub({ key: { fields: 'id' }, interfaceObject: {} }, entity(named)),
      /Cannot build entity "Shop": entity interfaces are not supported/,
    )
    const builder = newBuilder()
    builder.interfaceRef<Named>('Place').implement({
      directives: { key: { fields: 'id' } },
      fields: (t) => ({ id: t.exposeID('id', { nullable: false }) }),
    })
    assert.throws(() => toSubgraph(builder.toSchema()), /Cannot build entity "Place"/)
  })
})
