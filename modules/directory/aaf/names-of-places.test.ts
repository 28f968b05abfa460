import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { readablePlace, readableSchoolName } from './names-of-places.ts';

test('a school in capitals is named as its families write it', () => {
  const said = {
    'ECOLE ELEMENTAIRE GERMAINE TILLION': 'École élémentaire Germaine Tillion',
    'ECOLE MATERNELLE LES LUCIOLES': 'École maternelle Les Lucioles',
    "CLG JEANNE-D'ARC": "Collège Jeanne-d'Arc",
    'SEGPA CLG ROSA-PARKS': 'SEGPA du collège Rosa-Parks',
    'E.E.PU JULES FERRY': 'École élémentaire Jules Ferry',
    'E.P.PU DE LA TOUR DU PIN': 'École primaire De la Tour du Pin',
    COLLEGE: 'Collège',
    'LYCEE AMPERE': 'Lycee Ampere',
  };
  deepEqual(Object.fromEntries(Object.keys(said).map((name) => [name, readableSchoolName(name)])), said);
});

test('a name that was written with care stays as it is', () => {
  equal(readableSchoolName('École Édouard-Herriot'), 'École Édouard-Herriot');
  equal(readablePlace('Saint-Genis-Laval'), 'Saint-Genis-Laval');
});

test('a commune in capitals keeps its small words small', () => {
  equal(readablePlace("CURIS-AU-MONT-D'OR"), "Curis-au-Mont-d'Or");
  equal(readablePlace('LA MULATIERE'), 'La Mulatiere');
});
