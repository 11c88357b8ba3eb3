/** Topics of the sandbox. The first is documented; the others follow its form and are invented. */
export const NAS_TOPICS = [
  'http://sundhedsdatastyrelsen.dk/behandlingstestamente/2018/05/01/:TreatmentWillUpdated',
  'http://sundhedsdatastyrelsen.dk/behandlingstestamente/2018/05/01/:LivingWillUpdated',
  'http://sundhedsdatastyrelsen.dk/Fravalg-Af-Genoplivning/2023/06/01/:ConsentUpdated',
  'http://sundhedsdatastyrelsen.dk/graviditet/2023/01/01/:MaternityUpdated',
] as const
