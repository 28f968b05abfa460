/** Départements (as a UAI begins) of the académies of each zone; arrêté du 7 décembre 2022. */
const departements: Readonly<Record<string, string>> = {
  A: '001 003 007 015 016 017 019 021 023 024 025 026 033 038 039 040 042 043 047 058 063 064 069 070 071 073 074 079 086 087 089 090',
  B: '002 004 005 006 008 010 013 014 018 022 027 028 029 035 036 037 041 044 045 049 050 051 052 053 054 055 056 057 059 060 061 062 067 068 072 076 080 083 084 085 088',
  C: '009 011 012 030 031 032 034 046 048 065 066 075 077 078 081 082 091 092 093 094 095',
  corse: '620 720',
  guadeloupe: '971',
  martinique: '972',
  guyane: '973',
  reunion: '974',
  mayotte: '976',
};

const zones = new Map(
  Object.entries(departements).flatMap(([zone, codes]) => codes.split(' ').map((code) => [code, zone] as const)),
);

/** Zones whose calendars can be loaded. */
export const zoneNames: readonly string[] = Object.keys(departements);

/** The département in which a school with that UAI lies, three figures. */
export const departementOf = (uai: string): string => uai.slice(0, 3);

/** The zone whose holidays a school with that UAI has; undefined where the number says nothing. */
export const zoneOf = (uai: string): string | undefined => zones.get(departementOf(uai));
