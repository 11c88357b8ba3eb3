/**
 * Networks on which mailboxes stand, by SOR's code for the operator.
 *
 * @see MedCom terminology, eer-sor-net-operator-type
 */
export const NET_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['81000035007', 'DataGruppen MultiMed A/S'],
  ['91000035009', 'INU-IT A/S'],
  ['41000035001', 'KMD'],
  ['100097', 'MedCom (EHMI)'],
  ['51000035003', 'TrueCommerce Denmark ApS'],
  ['11000035002', 'Ukendt'],
  ['71000035005', 'Vejle Amt'],
])
