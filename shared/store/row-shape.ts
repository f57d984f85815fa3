/**
 * Version of the shape of all stored rows: their attributes, keys and index keys, and what is sealed in them. Raised with
 * every change of it, since whatever an earlier version wrote is refused until it is migrated (CONTRIBUTING.md says how);
 * `test/golden/rows.json` holds the shape that goes with it.
 */
export const rowShape = 11;
