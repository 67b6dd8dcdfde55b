import { z } from 'zod'
import { filledLine, id, nothing, regionCode, saved, version } from './common.ts'
import { peopleFilter } from './people.ts'
import { command, query } from './procedure.ts'

/** What the list of people shows: typed text, region, filter. */
const asked = {
  text: z.string().trim().max(120).default(''),
  region: regionCode.nullable().default(null),
  filter: peopleFilter.default({}),
}

export const savedSearch = z.strictObject({
  id,
  name: z.string(),
  text: z.string(),
  region: regionCode.nullable(),
  filter: peopleFilter,
  /** Seen by everybody in the office. */
  shared: z.boolean(),
  /** Stands as a button over the list. */
  pinned: z.boolean(),
  /** Made by the asking user. */
  own: z.boolean(),
  ownerName: z.string(),
  version,
})
export type SavedSearch = z.infer<typeof savedSearch>

/** Searches of the list of people that are kept under a name: one's own and those shared in the office. */
export const savedSearches = {
  list: query({ access: 'people.read', input: nothing, output: z.strictObject({ items: z.array(savedSearch) }) }),
  /** Sharing needs `people.write`. */
  create: command({
    access: 'people.read',
    input: z.strictObject({ name: filledLine, ...asked, shared: z.boolean().default(false), pinned: z.boolean().default(true) }),
    output: saved,
  }),
  /** Name, sharing and place of one's own search. */
  update: command({
    access: 'people.read',
    input: z.strictObject({ id, version, name: filledLine, shared: z.boolean(), pinned: z.boolean() }),
    output: saved,
  }),
  /** One's own; a shared one also by who may change the office's data. */
  remove: command({ access: 'people.read', input: z.strictObject({ id }), output: nothing }),
}
