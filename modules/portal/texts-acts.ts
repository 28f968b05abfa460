import { defineTexts } from '../../platform/texts/texts.ts';

/** The portal's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'portal.banner-written': 'Bandeau d’information écrit',
    'portal.banner-removed': 'Bandeau d’information retiré',
    'portal.look-changed': 'Nom, couleur ou horaires de l’établissement changés',
    'portal.order-changed': 'Ordre du portail changé',
    'portal.link-added': 'Lien ajouté au portail',
    'portal.link-removed': 'Lien retiré du portail',
    'portal.item-changed': 'Service ou lien du portail modifié',
    'portal.picture-changed': 'Image de l’établissement changée',
    'portal.picture-removed': 'Image de l’établissement retirée',
    'portal.portal-kept': 'Portail gardé tel quel',
    'portal.welcome-written': 'Mot d’accueil publié',
    'portal.welcome-removed': 'Mot d’accueil retiré',
  },
  en: {
    'portal.banner-written': 'Information banner written',
    'portal.banner-removed': 'Information banner removed',
    'portal.look-changed': 'Name, colour or hours of the school changed',
    'portal.order-changed': 'Order of the portal changed',
    'portal.link-added': 'Link added to the portal',
    'portal.link-removed': 'Link removed from the portal',
    'portal.item-changed': 'Service or link of the portal changed',
    'portal.picture-changed': 'Picture of the school changed',
    'portal.picture-removed': 'Picture of the school removed',
    'portal.portal-kept': 'Portal kept as it is',
    'portal.welcome-written': 'Word of welcome published',
    'portal.welcome-removed': 'Word of welcome removed',
  },
});
