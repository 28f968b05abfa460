/** What a class's poster and a home card say. Documents of the school: French only. */
export const paper = {
  poster: {
    how: 'Scanne le carré, touche ton animal, puis tes trois images.',
    closed: 'Cette affiche n’ouvre rien tant que la maîtresse ou le maître n’a pas ouvert la séance.',
    square: 'Carré à scanner avec la tablette : il montre les animaux de la classe.',
  },
  card: {
    how: 'À la maison : scannez le carré avec un adulte, puis l’enfant touche ses trois images. Il ne voit que ce qui est à lui.',
    until: (day: string) => `Valable jusqu’au ${day}. Perdue ? L’école l’annule aussitôt et en donne une autre.`,
    square: 'Carré à scanner à la maison : il montre les images de l’enfant.',
  },
  author: 'Préau',
} as const;
