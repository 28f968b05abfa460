import { defineTexts } from '../../../platform/texts/texts.ts';

const s = (count: number): string => (count > 1 ? 's' : '');

/** The report of a delivery, as a head reads it. */
export const reportTexts = defineTexts({
  fr: {
    title: (kind: 'full' | 'delta', degree: string, day: string) =>
      `Livraison ${kind === 'full' ? 'complète' : 'différentielle'} du ${day}${degree ? `, ${degree}` : ''}`,
    degrees: { '1D': 'premier degré', '2D': 'second degré' } as Record<string, string>,
    status: {
      reading: 'Lecture en cours.',
      refused: 'Refusée : rien n’a changé dans l’annuaire.',
      previewed: 'Aperçu seulement : rien n’a encore changé dans l’annuaire.',
      held: 'Arrêtée, car trop de personnes partiraient : rien n’a changé. Vérifiez, puis confirmez avec --force-volume.',
      applying: 'Application interrompue : relancez l’import, il reprendra où il s’est arrêté.',
      applied: 'Appliquée.',
      failed: 'Appliquée, sauf pour les établissements signalés plus bas : relancez l’import.',
      unchanged: 'Déjà appliquée : rien de nouveau.',
    } as Record<string, string>,
    read: (pupils: number, guardians: number, staff: number, schools: number) =>
      `Lus : ${pupils} élève${s(pupils)}, ${guardians} responsable${s(guardians)}, ${staff} personnel${s(staff)}, ${schools} structure${s(schools)}.`,
    roles: { pupil: 'Élèves', guardian: 'Responsables', staff: 'Personnels' } as Record<string, string>,
    flow: (created: number, changed: number, left: number) =>
      `${created} arrivée${s(created)}, ${changed} fiche${s(changed)} modifiée${s(changed)}, ${left} départ${s(left)}`,
    nothing: 'aucun changement',
    groups: (created: number, changed: number, closed: number) =>
      `Classes et groupes : ${created} ouvert${s(created)}, ${changed} modifié${s(changed)}, ${closed} fermé${s(closed)}.`,
    kinships: (created: number, changed: number, closed: number) =>
      `Liens de famille : ${created} nouveau${created > 1 ? 'x' : ''}, ${changed} modifié${s(changed)}, ${closed} terminé${s(closed)}.`,
    class: (label: string, came: number, changed: number, left: number) =>
      `${label} : ${came} arrivée${s(came)}, ${changed} modification${s(changed)}, ${left} départ${s(left)}`,
    all: 'Ensemble',
    untouched: (count: number) => `${count} établissement${s(count)} sans changement.`,
    pendingSchool: 'pas encore écrit',
    findings: {
      refusal: 'Ce qui empêche la livraison',
      quarantine: 'Mis de côté',
      warning: 'À vérifier',
      info: 'Pour information',
    } as Record<string, string>,
    place: (file: string, line: number | null, object: string | null) =>
      [file, line ? `ligne ${line}` : '', object ? `n° ${object}` : ''].filter(Boolean).join(', '),
    more: (count: number) => `… et ${count} autre${s(count)}.`,
    unknownDelivery: 'Aucune livraison de ce nom.',
    noDelivery: 'Aucune livraison n’est encore arrivée.',
    late: (source: string, days: number) => `La livraison ${source} n’est pas arrivée depuis ${days} jours.`,
    neverCame: (source: string) => `La livraison ${source} est attendue et n’est jamais arrivée.`,
  },
  en: {
    title: (kind, degree, day) =>
      `${kind === 'full' ? 'Full' : 'Delta'} delivery of ${day}${degree ? `, ${degree}` : ''}`,
    degrees: { '1D': 'first degree', '2D': 'second degree' },
    status: {
      reading: 'Being read.',
      refused: 'Refused: nothing changed in the directory.',
      previewed: 'Preview only: nothing has changed in the directory yet.',
      held: 'Held, since too many people would leave: nothing changed. Check, then confirm with --force-volume.',
      applying: 'Interrupted: run the import again, it goes on where it stopped.',
      applied: 'Applied.',
      failed: 'Applied, but for the schools named below: run the import again.',
      unchanged: 'Applied before: nothing new.',
    },
    read: (pupils, guardians, staff, schools) =>
      `Read: ${pupils} pupil${s(pupils)}, ${guardians} guardian${s(guardians)}, ${staff} staff, ${schools} structure${s(schools)}.`,
    roles: { pupil: 'Pupils', guardian: 'Guardians', staff: 'Staff' },
    flow: (created, changed, left) => `${created} arrived, ${changed} record${s(changed)} changed, ${left} left`,
    nothing: 'no change',
    groups: (created, changed, closed) =>
      `Classes and groups: ${created} opened, ${changed} changed, ${closed} closed.`,
    kinships: (created, changed, closed) => `Family links: ${created} new, ${changed} changed, ${closed} ended.`,
    class: (label, came, changed, left) => `${label}: ${came} arrived, ${changed} changed, ${left} left`,
    all: 'Altogether',
    untouched: (count) => `${count} school${s(count)} without change.`,
    pendingSchool: 'not written yet',
    findings: {
      refusal: 'What stops the delivery',
      quarantine: 'Set aside',
      warning: 'To be checked',
      info: 'For information',
    },
    place: (file, line, object) =>
      [file, line ? `line ${line}` : '', object ? `no. ${object}` : ''].filter(Boolean).join(', '),
    more: (count) => `… and ${count} more.`,
    unknownDelivery: 'No delivery of that name.',
    noDelivery: 'No delivery has arrived yet.',
    late: (source, days) => `The delivery ${source} has not come for ${days} days.`,
    neverCame: (source) => `The delivery ${source} is expected and never came.`,
  },
});
