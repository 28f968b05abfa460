import { equal } from 'node:assert/strict';
import { dayOf } from '../../../../platform/clock/clock.ts';
import { type Db, newId, rowsOf, sql } from '../../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../../platform/testing/browser.ts';
import { testKeys } from '../../../../platform/testing/keys.ts';
import { provisionAccounts } from '../../accounts/provision.ts';
import type { Door } from '../../builders.ts';
import { keysFor } from '../../keys/keys.ts';
import type { SamlKind } from '../providers/kinds.ts';
import { usualVectorTypes } from '../recognition/vectors.ts';
import { readTheirMetadata } from '../saml/their-metadata.ts';
import { type Forged, type ForgedAttributes, forgedAnswer, messageIn, type SamlPeer } from './saml-forger.ts';

/** The academy's file knows somebody by this key. */
export async function knownToAcademy(
  db: Db,
  personId: string,
  given: {
    readonly source: string;
    readonly category: 'pupil' | 'guardian' | 'staff';
    readonly sourceId: string;
    readonly attributes?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await sql`insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
            values (${given.source}, ${given.category}, ${given.sourceId}, ${personId}, ${JSON.stringify(given.attributes ?? {})}::jsonb, '')`.execute(
    db,
  );
}

/** Everybody has an account, and has promised what there is to promise. */
export async function provisioned({ db, clock }: Door): Promise<void> {
  const now = clock.now();
  await provisionAccounts(db, dayOf(now), now);
  await sql`insert into identity.charter_acceptances (person_id, audience, version, accepted_at)
            select a.person_id, c.audience, c.version, ${now} from identity.accounts a cross join identity.charters c
            on conflict do nothing`.execute(db);
}

interface Declared {
  readonly kind: SamlKind;
  readonly key?: string;
  readonly unsolicited?: boolean;
  readonly encrypted?: boolean;
  readonly returnHosts?: readonly string[];
  readonly mailDomains?: readonly string[];
  readonly metadata?: string;
}

/** Declares a SAML provider straight in the database. */
export async function declareSamlForTest(door: Door, peer: SamlPeer, given: Declared): Promise<string> {
  const id = newId();
  const read = readTheirMetadata(given.metadata ?? peer.metadata);
  if (!read) throw new Error('the metadata of the test are not metadata');
  const { db } = door;
  const now = door.clock.now();
  const audience = given.kind === 'educonnect' ? 'family' : 'school';
  await sql`insert into identity.providers (id, key, kind, name, issuer, scopes, acr_values, audiences, organisations, active, declared_at, changed_at)
            values (${id}, ${given.key ?? given.kind}, ${given.kind}, ${given.kind === 'educonnect' ? 'EduConnect' : 'ARENA'}, ${read.issuer}, '{}', '{}',
                    ${[audience]}::text[], '{}', true, ${now}, ${now})`.execute(db);
  await sql`insert into identity.saml_providers (provider_id, sso_address, slo_address, slo_answer_address, slo_binding, certificates, encrypted,
                                                 unsolicited, return_hosts, mail_domains, vector_types)
            values (${id}, ${read.ssoAddress}, ${read.sloAddress}, ${read.sloAnswerAddress}, ${read.sloBinding}, ${[...read.certificates]}::text[],
                    ${given.encrypted ?? given.kind === 'educonnect'}, ${given.unsolicited ?? false}, ${[...(given.returnHosts ?? [])]}::text[],
                    ${[...(given.mailDomains ?? [])]}::text[], ${JSON.stringify(usualVectorTypes)}::jsonb)`.execute(db);
  return id;
}

/** A visitor's way to a provider and back, step by step. */
export class SamlWay {
  readonly base: string;
  readonly door: Door;
  readonly peer: SamlPeer;
  readonly key: string;

  constructor(door: Door, peer: SamlPeer, key: string) {
    this.door = door;
    this.peer = peer;
    this.key = key;
    this.base = `http://localhost/sign-in/with/${key}/saml`;
  }

  /** Leaves for the provider. @returns the id of the request */
  async leave(visitor: Visitor, query = ''): Promise<string> {
    const left = await visitor.get(`/sign-in/with/${this.key}${query}`);
    equal(left.status, 303, left.text.slice(0, 2000));
    return messageIn(left.location ?? '').id;
  }

  /** An honest answer to that request, before anything is bent. */
  async honest(inResponseTo: string | null, attributes: ForgedAttributes): Promise<Forged> {
    const now = this.door.clock.now();
    const place = { db: this.door.db, keys: testKeys, now, publicUrl: 'http://localhost' };
    return {
      now,
      entityId: this.peer.entityId,
      audience: `${this.base}/metadata`,
      address: `${this.base}/answer`,
      inResponseTo,
      attributes,
      signer: this.peer.signer,
      encryptTo: this.key.startsWith('educonnect') ? (await keysFor(place, 'decryption')).current.certificate : null,
    };
  }

  /** The form that the provider's page sends, from its own site and without cookies. */
  post(answer: string, more: Record<string, string> = {}): Promise<Reply> {
    return new Visitor(this.door.app).post(
      `/sign-in/with/${this.key}/saml/answer`,
      { SAMLResponse: answer, ...more },
      { 'sec-fetch-site': 'cross-site', origin: 'https://idp.invalid' },
    );
  }

  /** Brings an answer: the form, then the page after it, in that visitor's browser. */
  async bring(visitor: Visitor, answer: string): Promise<Reply> {
    const posted = await this.post(answer);
    return posted.location ? visitor.get(posted.location) : posted;
  }

  /** There and back, honestly unless something is bent. */
  async travel(visitor: Visitor, attributes: ForgedAttributes, bent: Partial<Forged> = {}, query = ''): Promise<Reply> {
    const id = await this.leave(visitor, query);
    return this.bring(visitor, forgedAnswer({ ...(await this.honest(id, attributes)), ...bent }));
  }
}

/** Whether that visitor has a session. */
export const isIn = async (visitor: Visitor): Promise<boolean> =>
  (await visitor.get('/account/sessions')).status === 200;

/** Lines of the audit by which a door in was refused, with their reasons, in order. */
export const refusalsOf = async (db: Db): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{
        reason: string;
      }>`select coalesce(details ->> 'reason', details ->> 'code') as reason from platform.audit_entries
                              where act = 'identity.federation-refused' order by occurred_at, id`,
    )
  ).map(({ reason }) => reason);
