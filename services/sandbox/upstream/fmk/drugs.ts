import type { OrdinatedDrug } from './ordination.ts'

const tablet = (
  [code, text]: readonly [string, string],
  number: string,
  strength: string,
): OrdinatedDrug => ({
  ...{ atc: { code, text }, number, name: `${text} Sandkasse` },
  ...{ form: { code: 'TABFILM', text: 'filmovertrukne tabletter' }, strength },
})

/** Drugs of the sandbox, named after what they hold. */
export const DRUGS = {
  metformin: tablet(['A10BA02', 'Metformin'], '99900000017', '500 mg'),
  enalapril: tablet(['C09AA02', 'Enalapril'], '99900000025', '10 mg'),
  atorvastatin: tablet(['C10AA05', 'Atorvastatin'], '99900000033', '40 mg'),
  paracetamol: tablet(['N02BE01', 'Paracetamol'], '99900000041', '500 mg'),
  sertraline: tablet(['N06AB06', 'Sertralin'], '99900000058', '50 mg'),
  warfarin: tablet(['B01AA03', 'Warfarin'], '99900000066', '2,5 mg'),
  folicAcid: tablet(['B03BB01', 'Folsyre'], '99900000074', '0,4 mg'),
  pivmecillinam: tablet(['J01CA08', 'Pivmecillinam'], '99900000082', '400 mg'),
  donepezil: tablet(['N06DA02', 'Donepezil'], '99900000090', '10 mg'),
  salbutamol: {
    ...{ atc: { code: 'R03AC02', text: 'Salbutamol' }, number: '99900000108' },
    ...{
      name: 'Salbutamol Sandkasse',
      form: { code: 'INHSPR', text: 'inhalationsspray' },
      strength: '0,1 mg/dosis',
    },
  },
  magistralOintment: {
    ...{ atc: null, number: null, name: 'Zinksalve, fremstillet på apotek' },
    ...{ form: { code: 'SALVE', text: 'salve' }, strength: '10 %' },
  },
} as const satisfies Readonly<Record<string, OrdinatedDrug>>
