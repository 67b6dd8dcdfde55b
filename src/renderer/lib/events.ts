import type { QueryClient } from '@tanstack/react-query'
import type { AppEvent, JobRecord } from '../../shared/contract/jobs.ts'
import { followEvents } from './transport.ts'

/** Screens of one domain also show values of others: a person page lists cases, a case lists letters. */
const alsoShownIn: Record<string, string[]> = {
  people: ['families', 'personFacts', 'cases', 'referrals', 'letters', 'submissions', 'duplicates', 'checks'],
  families: ['people', 'personFacts', 'cases', 'duplicates', 'checks', 'programmes'],
  personFacts: ['people', 'checks', 'programmes'],
  checks: ['people'],
  duplicates: ['people', 'families', 'checks', 'personFacts', 'cases', 'referrals', 'letters', 'submissions'],
  notices: ['cases', 'timeline'],
  attachments: ['cases', 'people', 'timeline'],
  cases: [
    'arrival',
    'notices',
    'timeline',
    'stories',
    'attachments',
    'people',
    'families',
    'referrals',
    'letters',
    'reports',
    'checks',
    'services',
    'waiting',
    'programmes',
    'submissions',
  ],
  assessments: ['submissions'],
  referrals: ['cases', 'people', 'letters', 'reports', 'timeline'],
  letters: [
    'letterNumbers',
    'letterBatches',
    'letterLife',
    'letterProofs',
    'signing',
    'quickLetters',
    'cases',
    'people',
    'referrals',
    'reports',
    'timeline',
  ],
  letterLife: ['letters', 'quickLetters', 'signing', 'letterBatches', 'cases', 'people', 'referrals', 'reports', 'timeline'],
  printing: ['letters'],
  letterNumbers: ['letters', 'definitions'],
  quickLetters: ['letters', 'signing', 'letterNumbers', 'letterLife', 'letterProofs', 'people', 'reports', 'timeline'],
  letterBatches: ['letters', 'signing', 'letterNumbers', 'letterLife', 'letterProofs', 'people', 'reports', 'timeline'],
  signing: ['letters', 'letterLife', 'letterNumbers', 'letterProofs', 'people', 'reports', 'timeline'],
  submissions: ['people', 'cases', 'timeline'],
  imports: ['people', 'families', 'personFacts', 'cases', 'reports', 'duplicates', 'checks'],
  directory: ['referrals', 'cases'],
  services: ['cases', 'definitions', 'programmes'],
  waiting: ['cases'],
  definitions: [
    'programmes',
    'arrival',
    'services',
    'waiting',
    'letters',
    'letterNumbers',
    'letterProofs',
    'submissions',
    'users',
    'reports',
    'calendar',
    'attachments',
    'assessments',
    'notices',
    'referrals',
    'cases',
    'mappings',
  ],
  calendar: ['definitions', 'cases'],
  users: ['cases'],
  office: ['app', 'letters', 'letterNumbers', 'letterProofs', 'signing'],
  regions: ['people', 'cases', 'reports'],
  backup: ['cases'],
}

/** Asks again for everything on screen that shows values of these domains. */
export const refreshDomains = (client: QueryClient, domains: readonly string[]): void => {
  const wanted = new Set(domains.flatMap((domain) => [domain, ...(alsoShownIn[domain] ?? [])]))
  void client.invalidateQueries({ predicate: (query) => wanted.has(String(query.queryKey[0])) })
}

const jobListeners = new Set<(job: JobRecord) => void>()

/** Hears every job event of this session; returns a function that ends it. */
export const onJob = (listener: (job: JobRecord) => void): (() => void) => {
  jobListeners.add(listener)
  return () => void jobListeners.delete(listener)
}

/** Connects the core's events with the cache. Start it after sign-in; returns a function that ends it. */
export const startEvents = (client: QueryClient): (() => void) =>
  followEvents((event: AppEvent) => {
    if (event.type === 'job') for (const listener of jobListeners) listener(event.job)
    else if (event.type === 'changed') refreshDomains(client, event.domains)
    else if (event.type === 'signed-out') void client.invalidateQueries({ queryKey: ['users', 'me'] })
  })
