export { instantOf } from './quiet-hours/local-time.ts';
export {
  type HoursPolicy,
  isPeace,
  type Publication,
  publicationIn,
  publicationOf,
  type UrgentCategory,
  urgentCategories,
} from './quiet-hours/publication.ts';
