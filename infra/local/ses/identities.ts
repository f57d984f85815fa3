/** From whom mail may be sent. */
export type Identities = {
  /** ARN of the verified identity that an address belongs to: its own, else its domain's; undefined when there is none. */
  readonly arnOf: (address: string) => string | undefined;
};

/** `known` maps addresses and domains to ARNs. */
export const makeIdentities = (known: ReadonlyMap<string, string>): Identities => ({
  arnOf: (address) => known.get(address) ?? known.get(address.replace(/^.*@/, '')),
});
