import { z } from 'zod'
import { accept, type Outcome, refuse } from './answer.ts'
import { type Endpoint, type Endpoints, withJson } from './endpoint.ts'
import type { ErrorCode } from './error-codes.ts'
import type { People, Person } from './people.ts'

const MOST = 100
const NAME = 30
const PER_PERSON = 20
const PER_CALL = 50
/** 0, 1 and 2 are the platform's own; the first of an account is 100 or so. */
const FIRST = 100

const Tag = z.object({
  tag: z.object({ id: z.int().catch(-1), name: z.string().catch('') }).catch({ id: -1, name: '' }),
})
const Members = z.object({
  openid_list: z.array(z.string()).catch([]),
  tagid: z.int().catch(-1),
})
const One = z.object({ openid: z.string().catch('') })

type TagNames = Map<number, string>

/** Tags of people (wechat-platform §8). */
export function tagEndpoints(people: People): Endpoints {
  const names: TagNames = new Map([[2, '星标组']])
  return { ...nameEndpoints(people, names), ...memberEndpoints(people, names) }
}

const post = <T>(schema: z.ZodType<T>, run: (body: T) => Outcome): Endpoint => ({
  method: 'POST',
  needs: 'people',
  run: withJson(schema, run),
})

function nameEndpoints(people: People, names: TagNames): Endpoints {
  let next = FIRST
  const count = (id: number) => [...people.all()].filter(({ tags }) => tags.has(id)).length
  return {
    '/cgi-bin/tags/get': {
      method: 'GET',
      needs: 'people',
      run: () => ({ fields: { tags: [...names].map(([id, name]) => ({ id, name, count: count(id) })) } }),
    },
    '/cgi-bin/tags/create': post(Tag, ({ tag: { name } }) => {
      const fault = names.size > MOST ? 45056 : nameFault(names, name)
      if (fault) return refuse(fault)
      const id = next++
      names.set(id, name)
      return { fields: { tag: { id, name } } }
    }),
    '/cgi-bin/tags/update': post(Tag, ({ tag: { id, name } }) => {
      const fault = idFault(names, id) ?? nameFault(names, name, id)
      if (fault) return refuse(fault)
      names.set(id, name)
      return accept()
    }),
    '/cgi-bin/tags/delete': post(Tag, ({ tag: { id } }) => {
      const fault = idFault(names, id) ?? (count(id) > 100_000 ? 45057 : null)
      if (fault) return refuse(fault)
      names.delete(id)
      for (const { tags } of people.all()) tags.delete(id)
      return accept()
    }),
  }
}

function nameFault(names: TagNames, name: string, own?: number): 45157 | 45158 | null {
  if (name === '' || [...names].some(([id, other]) => other === name && id !== own)) return 45157
  return [...name].length > NAME ? 45158 : null
}

function idFault(names: TagNames, id: number): 45058 | 45159 | null {
  if (id >= 0 && id <= 2) return 45058
  return names.has(id) ? null : 45159
}

function memberEndpoints(people: People, names: TagNames): Endpoints {
  const forMembers = (change: (persons: Person[], tag: number) => Outcome) =>
    post(Members, ({ openid_list: openids, tagid }) => {
      const persons = membersOf(people, names, openids, tagid)
      return typeof persons === 'number' ? refuse(persons) : change(persons, tagid)
    })
  return {
    '/cgi-bin/tags/members/batchtagging': forMembers((persons, tag) => {
      if (persons.some(({ tags }) => tags.size >= PER_PERSON && !tags.has(tag))) return refuse(45059)
      for (const { tags } of persons) tags.add(tag)
      return accept()
    }),
    '/cgi-bin/tags/members/batchuntagging': forMembers((persons, tag) => {
      for (const { tags } of persons) tags.delete(tag)
      return accept()
    }),
    '/cgi-bin/tags/getidlist': post(One, ({ openid }) => {
      const person = people.find(openid)
      return person ? { fields: { tagid_list: [...person.tags] } } : refuse(40003)
    }),
  }
}

/** All or none: nobody is tagged where the tag or one openid is wrong. */
function membersOf(
  people: People,
  names: TagNames,
  openids: readonly string[],
  tag: number,
): Person[] | ErrorCode {
  if (openids.length < 1 || openids.length > PER_CALL) return 40032
  if (!names.has(tag)) return 45159
  const persons = openids.map(openid => people.find(openid)).filter(person => person !== undefined)
  if (persons.length < openids.length) return 40003
  return persons.every(({ follows }) => follows) ? persons : 49003
}
