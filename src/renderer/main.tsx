import './lib/zod-setup.ts'
import './fonts.css'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import './styles.css'
import 'dayjs/locale/id'
import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { ConfirmProvider } from './components/confirm.tsx'
import { bindEmptyBoxes } from './lib/empty-boxes.ts'
import { bindEscape } from './lib/escape.ts'
import { bindHurry } from './lib/hurry.ts'
import { queryClient } from './lib/query.ts'
import { cssVariables, theme } from './theme.ts'

bindEmptyBoxes()
bindEscape()
bindHurry()
dayjs.extend(customParseFormat)
dayjs.locale('id')

// The host writes a fresh nonce into every page. Styles made while running carry it: Mantine's own, and those of the
// scroll lock behind dialogs, which asks get-nonce.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
setNonce(nonce)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} getStyleNonce={() => nonce} forceColorScheme="light">
      <DatesProvider settings={{ locale: 'id', firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <ConfirmProvider>
            <App />
          </ConfirmProvider>
        </QueryClientProvider>
      </DatesProvider>
      <Notifications position="bottom-left" limit={2} transitionDuration={120} />
    </MantineProvider>
  </StrictMode>,
)
