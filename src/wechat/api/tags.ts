import { z } from 'zod'
import type { Call } from './call.ts'
import { readJson } from './read-json.ts'

export type Tag = { id: number; name: string; count: number }

/** Labels on followers, by which a menu can differ (wechat-platform §8): up to 100, each up to 30 characters. */
export type Tags = {
  /** The id of the new tag. All reject with ApiFailure. */
  createTag(name: string): Promise<number>
  listTags(): Promise<Tag[]>
  /** Up to 50 persons at once. */
  tagPeople(tagId: number, openids: readonly string[]): Promise<void>
  untagPeople(tagId: number, openids: readonly string[]): Promise<void>
}

const Created = z.object({ tag: z.object({ id: z.number() }) })
const Listed = z.object({
  tags: z.array(z.object({ id: z.number(), name: z.string(), count: z.number().default(0) })),
})

export function createTags(call: Call): Tags {
  async function label(path: string, tagId: number, openids: readonly string[]): Promise<void> {
    await call({ path, body: { tagid: tagId, openid_list: openids } }, readJson(z.unknown()))
  }
  return {
    async createTag(name) {
      const body = { tag: { name } }
      return (await call({ path: '/cgi-bin/tags/create', body }, readJson(Created))).tag.id
    },
    listTags: async () => (await call({ path: '/cgi-bin/tags/get' }, readJson(Listed))).tags,
    tagPeople: (tagId, openids) => label('/cgi-bin/tags/members/batchtagging', tagId, openids),
    untagPeople: (tagId, openids) => label('/cgi-bin/tags/members/batchuntagging', tagId, openids),
  }
}
