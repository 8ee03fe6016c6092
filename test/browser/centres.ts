/** Nineteen centres: most near 68 %, one far below, one far above, one that reported nothing. */
const CENTRES = [
  ['almen', 'Almen', 61, 90],
  ['aspen', 'Aspen', 142, 210],
  ['bjorken', 'Björken', 71, 100],
  ['boken', 'Boken', 27, 41],
  ['eken', 'Eken', 201, 280],
  ['enen', 'Enen', 12, 21],
  ['falken', 'Falken', 92, 131],
  ['granen', 'Granen', 240, 352],
  ['hasseln', 'Hasseln', 58, 80],
  ['haggen', 'Häggen', 33, 52],
  ['kastanjen', 'Kastanjen', 171, 243],
  ['linden', 'Linden', 86, 201],
  ['lonnen', 'Lönnen', 47, 66],
  ['olvonet', 'Olvonet', 19, 30],
  ['pilen', 'Pilen', 110, 162],
  ['ronnen', 'Rönnen', 77, 120],
  ['salgen', 'Sälgen', 265, 310],
  ['tallen', 'Tallen', 150, 212],
  ['videt', 'Videt', 0, 0],
] as const;

export function centresWithValues(measure: string): object {
  return {
    format: 'styrbord/1',
    units: CENTRES.map(([id, sv], at) => ({
      id,
      name: { sv },
      kind: 'health-centre',
      parent: 'nara',
      provider: at % 4 === 3 ? 'private' : 'own',
      setting: (['city', 'rural', 'sparse'] as const)[at % 3],
    })),
    measurements: CENTRES.flatMap(([unit, , numerator, denominator]) =>
      denominator > 0 ? [{ measure, unit, period: '2022-T1', numerator, denominator }] : [],
    ),
  };
}
