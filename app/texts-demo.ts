/** What the demonstration says to the operator at start. */
export const texts = {
  loading: 'Chargement de la démonstration (une académie inventée : deux communes, trois écoles, un collège)…',
  people: (password: string) => `Dix personnes de la démonstration, toutes inventées. Leur mot de passe : ${password}`,
  roles: {
    'pupil of an école': 'élève de CM2',
    'pupil of a collège': 'élève de 5e',
    'guardian of three': 'parent de trois enfants',
    'teacher of an école': 'professeure des écoles',
    'teacher of a collège': 'professeur de collège',
    'head of an école': 'directeur d’école, qui enseigne',
    'CPE of a collège': 'CPE du collège',
    afterSchool: 'coordinatrice périscolaire',
    commune: 'agente de la commune',
    platform: 'administrateur de la Métropole',
  },
};
