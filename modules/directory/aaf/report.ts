import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { emptyCounts, type RoleCounts, type SchoolCounts } from './counts.ts';
import type { Severity } from './finding.ts';
import { findingTexts } from './texts-findings.ts';
import { reportTexts } from './texts-report.ts';

/** One remark, in words. */
export interface ReportedFinding {
  readonly code: string;
  /** `Eleve_0001.xml, ligne 120, n° 3100003`; empty when it is about the whole. */
  readonly place: string;
  readonly sentence: string;
}

export interface ReportedSchool {
  readonly schoolId: string;
  readonly name: string;
  readonly uai: string;
  readonly counts: SchoolCounts;
  readonly appliedAt: Date | null;
  /** Sentences, the most important first. */
  readonly lines: readonly string[];
}

/** A delivery as it can be read, today or in ten years: made of stored counts and findings only. */
export interface Report {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly status: string;
  readonly lines: readonly string[];
  readonly schools: readonly ReportedSchool[];
  readonly findings: readonly {
    readonly severity: Severity;
    readonly heading: string;
    readonly items: readonly ReportedFinding[];
  }[];
}

interface DeliveryRow {
  readonly id: string;
  readonly source: string;
  readonly kind: 'full' | 'delta';
  readonly delivered_on: string;
  readonly name: string;
  readonly status: string;
  readonly counts: { readonly read?: Record<string, number>; readonly totals?: Omit<SchoolCounts, 'classes'> };
}

interface FindingRow {
  readonly severity: Severity;
  readonly code: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly object_id: string | null;
  readonly details: Record<string, string | number>;
}

const severities: readonly Severity[] = ['refusal', 'quarantine', 'warning', 'info'];

/** The report of a delivery, or undefined when there is none of that id. */
export async function readReport(db: Db, deliveryId: string, locale: Locale): Promise<Report | undefined> {
  const delivery = await firstOf(
    db,
    sql<DeliveryRow>`
      select id, source, kind, delivered_on, name, status, counts from directory.deliveries where id = ${deliveryId}::uuid`,
  );
  if (!delivery) return undefined;
  const schools = await rowsOf(
    db,
    sql<{ school_id: string; counts: SchoolCounts & { name: string; uai: string }; applied_at: Date | null }>`
      select school_id, counts, applied_at from directory.delivery_schools
      where delivery_id = ${deliveryId}::uuid order by counts ->> 'name', school_id`,
  );
  const findings = await rowsOf(
    db,
    sql<FindingRow>`
      select severity, code, file, line, object_id, details from directory.delivery_findings
      where delivery_id = ${deliveryId}::uuid order by severity, code, file, line, id`,
  );
  const t = reportTexts[locale];
  const degree = t.degrees[delivery.source.slice(-2)] ?? '';
  return {
    id: delivery.id,
    title: t.title(delivery.kind, degree, dayInWords(delivery.delivered_on, locale)),
    name: delivery.name,
    status: t.status[delivery.status] ?? delivery.status,
    lines: linesOf(delivery, locale),
    schools: schools.map(({ school_id, counts, applied_at }) => ({
      schoolId: school_id,
      name: counts.name,
      uai: counts.uai,
      counts,
      appliedAt: applied_at,
      lines: countLines(counts, locale),
    })),
    findings: severities.flatMap((severity) => {
      const items = findings
        .filter((finding) => finding.severity === severity)
        .map((finding) => inWords(finding, locale));
      return items.length > 0 ? [{ severity, heading: t.findings[severity] ?? severity, items }] : [];
    }),
  };
}

/** The id of the last delivery, or of the last of a name or source. */
export async function findReport(db: Db, wanted?: string): Promise<string | undefined> {
  const row = await firstOf(
    db,
    sql<{ id: string }>`
      select id from directory.deliveries
      where ${wanted ?? null}::text is null or id::text = ${wanted ?? null} or name = ${wanted ?? null} or source = ${wanted ?? null}
      order by started_at desc, id desc limit 1`,
  );
  return row?.id;
}

function linesOf(delivery: DeliveryRow, locale: Locale): string[] {
  const t = reportTexts[locale];
  const { read, totals } = delivery.counts;
  return [
    ...(read ? [t.read(read.pupil ?? 0, read.guardian ?? 0, read.staff ?? 0, read.school ?? 0)] : []),
    ...(totals ? countLines({ ...emptyCounts(), ...totals }, locale) : []),
  ];
}

function countLines(counts: SchoolCounts, locale: Locale): string[] {
  const t = reportTexts[locale];
  const flow = (role: RoleCounts): string =>
    role.created + role.changed + role.left === 0 ? t.nothing : t.flow(role.created, role.changed, role.left);
  const { groups, kinships } = counts;
  return [
    ...(['pupil', 'guardian', 'staff'] as const).map((role) => `${t.roles[role]} : ${flow(counts[role])}.`),
    ...(groups.created + groups.changed + groups.closed > 0
      ? [t.groups(groups.created, groups.changed, groups.closed)]
      : []),
    ...(kinships.created + kinships.changed + kinships.closed > 0
      ? [t.kinships(kinships.created, kinships.changed, kinships.closed)]
      : []),
    ...counts.classes.map((one) => `  ${t.class(one.label, one.came, one.changed, one.left)}`),
  ];
}

/** A finding as a sentence with its place. */
export function inWords(
  finding: {
    readonly code: string;
    readonly file?: string | null;
    readonly line?: number | null;
    readonly object_id?: string | null;
    readonly details?: Readonly<Record<string, string | number>>;
  },
  locale: Locale,
): ReportedFinding {
  const sentences = findingTexts[locale] as Record<string, (details: (key: string) => string) => string>;
  const details = (key: string): string => String(finding.details?.[key] ?? '');
  const file = finding.file ? finding.file.slice(finding.file.lastIndexOf('/') + 1) : '';
  return {
    code: finding.code,
    place: reportTexts[locale].place(file, finding.line ?? null, finding.object_id ?? null),
    sentence: sentences[finding.code]?.(details) ?? finding.code,
  };
}

/** Remarks of one heading shown in a text report before "and … more". */
const SHOWN = 20;

/** The report as plain text, for a terminal or a mail. */
export function reportText(report: Report, locale: Locale): string {
  const t = reportTexts[locale];
  const lines = [report.title, report.name, report.status, '', ...report.lines];
  for (const { heading, items } of report.findings) {
    lines.push('', heading);
    for (const { place, sentence } of items.slice(0, SHOWN)) lines.push(`  - ${place ? `${place} : ` : ''}${sentence}`);
    if (items.length > SHOWN) lines.push(`  ${t.more(items.length - SHOWN)}`);
  }
  for (const school of report.schools) {
    lines.push('', `${school.name} (${school.uai})${school.appliedAt ? '' : ` – ${t.pendingSchool}`}`);
    lines.push(...school.lines.map((line) => `  ${line}`));
  }
  return `${lines.join('\n')}\n`;
}
