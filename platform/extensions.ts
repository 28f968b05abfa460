import type { Extensions, Module } from './module.ts';
import { noPhraseBank } from './translation/phrase-bank.ts';

/** What the modules give to those below them, gathered in the order of their levels. */
export function extensionsOf(
  modules: readonly Pick<
    Module,
    | 'groupBrings'
    | 'mergeParts'
    | 'personalData'
    | 'fileGates'
    | 'pictureConsent'
    | 'notificationKinds'
    | 'mailTargets'
    | 'badges'
    | 'reportables'
    | 'closeDoors'
    | 'personsByLogin'
    | 'moderations'
    | 'phraseBank'
    | 'messageTo'
  >[],
): Extensions {
  return {
    groupBrings: modules.flatMap((module) => module.groupBrings ?? []).sort((a, b) => a.order - b.order),
    mergeParts: modules.flatMap((module) => module.mergeParts ?? []),
    personalData: modules.flatMap((module) => module.personalData ?? []),
    fileGates: modules.flatMap((module) => module.fileGates ?? []),
    pictureConsent: modules.find((module) => module.pictureConsent)?.pictureConsent ?? (async () => new Set()),
    notificationKinds: modules.flatMap((module) => module.notificationKinds ?? []).sort((a, b) => a.order - b.order),
    mailTargets: modules.find((module) => module.mailTargets)?.mailTargets ?? (async () => []),
    badges: modules.flatMap((module) => module.badges ?? []),
    reportables: modules.flatMap((module) => module.reportables ?? []),
    closeDoors:
      modules.find((module) => module.closeDoors)?.closeDoors ?? (async () => ({ sessions: 0, passwords: 0 })),
    personsByLogin: modules.find((module) => module.personsByLogin)?.personsByLogin ?? (async () => new Map()),
    moderations: modules.flatMap((module) => module.moderations ?? []),
    phraseBank: modules.find((module) => module.phraseBank)?.phraseBank ?? noPhraseBank,
    messageTo: modules.find((module) => module.messageTo)?.messageTo ?? (() => undefined),
  };
}
