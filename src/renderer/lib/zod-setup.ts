import { z } from 'zod'

// The page forbids eval. zod would try `new Function` once and report a CSP violation, so its compiler is switched off
// before the first schema of the contract is made: this file must be the first import of main.tsx.
z.config({ jitless: true })
