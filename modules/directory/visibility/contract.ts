import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { settings, stages, verbs } from './catalogue.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const rule = z.string().regex(/^[a-z_]{1,20}\.[a-z-]{1,40}$/);
const verb = z.enum(verbs);
const setting = z.enum(settings);
const stage = z.enum(stages);
const day = z.iso.date().or(z.literal('').transform(() => undefined));
const mark = z.string().max(400).optional();

/** What a school may choose. */
export const schoolChoices = ['default', 'open', 'closed'] as const;

const person = z.object({
  id: uid,
  displayName: z.string(),
  subtitle: z.string(),
  isPupil: z.boolean(),
  href: z.string(),
});

/** A decision, with its author when still known. */
const decision = z.object({ choice: z.string(), startsOn: z.iso.date(), author: z.string().nullable() });

export const listReach = endpoint({
  name: 'directory.listReach',
  method: 'GET',
  path: '/people/in-reach',
  summary:
    'The people whom the caller may see, or write to, by name; up to 25 a page. With `of`, those of another person, as far as the caller may check them.',
  access: 'session',
  query: z.object({
    verb: verb.default('see'),
    q: z.string().max(100).default(''),
    of: uid.optional(),
    after: mark,
  }),
  answer: z.object({
    of: z.object({ id: uid, displayName: z.string() }).nullable(),
    people: z.array(person),
    next: z.string().nullable(),
  }),
});

const listedRule = z.object({
  rule,
  verb,
  sentence: z.string(),
  isOpen: z.boolean(),
  /** What the platform says of it. */
  setting,
  /** True where the one who asks may decide it. */
  isChoice: z.boolean(),
  decision: decision.nullable(),
  /** Decided, beginning later. */
  ahead: z.array(decision),
});

export const showSchoolRules = endpoint({
  name: 'directory.showSchoolRules',
  method: 'GET',
  path: '/schools/:schoolUai/rules',
  summary: 'Who sees whom and who may write to whom in a school, rule by rule, with who decided it since when.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  query: z.object({ change: z.string().max(80).optional() }),
  answer: z.object({
    school: z.object({ uai, name: z.string(), stage }),
    rules: z.array(listedRule.extend({ choice: z.enum(schoolChoices) })),
    mayChange: z.boolean(),
    maySimulate: z.boolean(),
  }),
});

export const decideSchoolRule = endpoint({
  name: 'directory.decideSchoolRule',
  method: 'POST',
  path: '/schools/:schoolUai/rules',
  summary: 'The head opens or closes a rule for the school from a day on, within what the platform leaves to schools.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  body: z.object({ rule, verb, choice: z.enum(schoolChoices), startsOn: day.optional() }),
  answer: z.object({ startsOn: z.iso.date() }),
  refusals: { 'directory.rule-not-yours': 409, 'directory.rule-in-the-past': 422 },
});

export const showDefaultRules = endpoint({
  name: 'directory.showDefaultRules',
  method: 'GET',
  path: '/rules',
  summary: 'What the platform says of each rule for one kind of school, with how many schools chose otherwise.',
  access: 'session',
  query: z.object({ stage: stage.default('elementary'), change: z.string().max(80).optional() }),
  answer: z.object({
    stage,
    rules: z.array(
      listedRule.extend({ isFixed: z.boolean(), schoolsOpen: z.number().int(), schoolsClosed: z.number().int() }),
    ),
  }),
});

export const decideDefaultRule = endpoint({
  name: 'directory.decideDefaultRule',
  method: 'POST',
  path: '/rules',
  summary: 'The operator decides a rule for all schools of a kind, from a day on.',
  access: 'session',
  body: z.object({ stage, rule, verb, choice: setting, startsOn: day.optional() }),
  answer: z.object({ startsOn: z.iso.date(), stage }),
  refusals: { 'directory.rule-fixed': 409, 'directory.rule-in-the-past': 422 },
});

export const simulateRules = endpoint({
  name: 'directory.simulateRules',
  method: 'GET',
  path: '/rules/simulator',
  summary: 'Whether one person may see another and write to them, and by which rule and relation.',
  access: 'session',
  query: z.object({
    from: uid.optional(),
    to: uid.optional(),
    /** Words of the name of whom to choose next. */
    q: z.string().max(100).default(''),
  }),
  answer: z.object({
    from: person.nullable(),
    to: person.nullable(),
    choices: z.array(person),
    verdicts: z
      .array(
        z.object({
          verb,
          allowed: z.boolean(),
          sentence: z.string(),
          because: z.array(z.object({ rule, sentence: z.string() })),
        }),
      )
      .nullable(),
    /** Decisions that close an adult's access to a child of these two; for the head only. */
    closedAccess: z.array(z.string()),
  }),
});
