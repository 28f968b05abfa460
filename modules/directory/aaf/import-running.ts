/** Another import is at work on this database. */
export class ImportRunning extends Error {
  constructor() {
    super('another import is running');
  }
}
