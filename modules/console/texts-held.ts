import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The console's headings of "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Gestion',
    things: {
      views: {
        title: 'Filtres gardés',
        fields: { name: 'Nom', table_key: 'Tableau', query: 'Filtre', created_at: 'Gardé le' },
      },
      journal: {
        title: 'Actes d’administration qui concernent la personne',
        fields: { occurred_at: 'Le', act: 'Acte', by_oneself: 'Par elle-même' },
      },
    },
    exceptions: ['Le journal des actes d’administration reste douze mois, sans nom une fois la personne effacée.'],
  },
  en: {
    title: 'Management',
    things: {
      views: {
        title: 'Saved filters',
        fields: { name: 'Name', table_key: 'Table', query: 'Filter', created_at: 'Saved on' },
      },
      journal: {
        title: 'Administrators’ acts that concern the person',
        fields: { occurred_at: 'On', act: 'Act', by_oneself: 'By themselves' },
      },
    },
    exceptions: ['The journal of administrators’ acts stays twelve months, without a name once the person is erased.'],
  },
};
