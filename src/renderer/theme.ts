import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent colour: a calm teal. Shade 7 on white has a contrast of 6.3 : 1. */
const laut: MantineColorsTuple = [
  '#eef8f8',
  '#dbeff0',
  '#b3dfe1',
  '#86cdd1',
  '#5bb6bc',
  '#3a9ca4',
  '#1f828b',
  '#0f6972',
  '#0b565e',
  '#07434a',
]

/** Type 14 to 16 px on an 8 px grid, flat surfaces, no animation above 150 ms. */
export const theme = createTheme({
  primaryColor: 'laut',
  primaryShade: 7,
  colors: { laut },
  black: '#1b2528',
  fontFamily: "'Noto Sans', system-ui, sans-serif",
  fontFamilyMonospace: "'Noto Sans Mono', ui-monospace, Consolas, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontFamily: "'Noto Sans', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.375rem' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 4px 16px rgb(16 32 36 / 16%)',
    lg: '0 4px 16px rgb(16 32 36 / 16%)',
    xl: '0 4px 16px rgb(16 32 36 / 16%)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: {
      defaultProps: { transitionProps: { duration: 100, transition: 'fade' }, closeButtonProps: { 'aria-label': 'Tutup' } },
      styles: { title: { fontWeight: 600 } },
    },
    Drawer: {
      defaultProps: { transitionProps: { duration: 120 }, closeButtonProps: { 'aria-label': 'Tutup' } },
      styles: { title: { fontWeight: 600 } },
    },
    // The title in the alert's own colour is too light on its tint; the tint alone tells the kind.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    // Mantine draws a <header>, which would be a second banner of the page.
    ModalHeader: { defaultProps: { role: 'none' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    Notification: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Tutup pesan' } },
      styles: { description: { color: 'var(--mantine-color-dimmed)' } },
    },
    Popover: { defaultProps: { transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 80 }, openDelay: 300, multiline: true, maw: 320 } },
    Select: {
      defaultProps: {
        comboboxProps: { transitionProps: { duration: 80 } },
        withScrollArea: false,
        nothingFoundMessage: 'Tidak ada yang cocok',
      },
    },
    MultiSelect: {
      defaultProps: {
        comboboxProps: { transitionProps: { duration: 80 } },
        withScrollArea: false,
        nothingFoundMessage: 'Tidak ada yang cocok',
      },
    },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
  },
})

/** Mantine's greys and reds are too light for small text (AA asks 4.5 : 1); these replace them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4d5b60',
    '--mantine-color-placeholder': '#5d6b70',
    '--mantine-color-error': '#a32014',
    '--mantine-color-default-border': '#c5cfd2',
  },
  dark: {},
})
