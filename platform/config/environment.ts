const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'windir', 'USERPROFILE'];

/**
 * The environment handed to programs we start (PostgreSQL): where to find things, and none of our own
 * settings, several of which are secrets.
 */
export function childEnvironment(): Record<string, string> {
  const pairs = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(pairs), LC_ALL: 'C' };
}
