export { instantOf } from './quiet-hours/local-time.ts';
export {
  type Act,
  type HoursPolicy,
  isPeace,
  isQuietFor,
  nextOpening,
  type Publication,
  type PublicationReason,
  publicationIn,
  publicationOf,
  type UrgentCategory,
  urgentCategories,
} from './quiet-hours/publication.ts';
