import type { BurnRate, ErrorBudget } from '../domain/objective/error-budget.ts'
import { builder } from './builder.ts'

const BurnRateType = builder.objectRef<BurnRate>('BurnRate')

BurnRateType.implement({
  description:
    'How fast the budget went in the last minutes: at 1 it lasts exactly as long as its window.',
  fields: (t) => ({
    windowMinutes: t.exposeInt('windowMinutes', { description: '5, 60, 360 and 4320.' }),
    rate: t.exposeFloat('rate'),
  }),
})

/** What is left of the time that a service may be down. */
export const ErrorBudgetType = builder.objectRef<ErrorBudget>('ErrorBudget')

ErrorBudgetType.implement({
  description: 'What is left of the time that a service may be down without breaking its word.',
  fields: (t) => ({
    windowDays: t.exposeInt('windowDays'),
    leftRatio: t.exposeFloat('leftRatio', {
      description: '1 untouched, 0 spent, below it overspent.',
    }),
    burnRates: t.field({ type: [BurnRateType], resolve: ({ burnRates }) => [...burnRates] }),
    exhaustedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When it is spent if it goes on as in the last three days; null where it lasts.',
      resolve: ({ exhaustedOn }) => exhaustedOn,
    }),
  }),
})
