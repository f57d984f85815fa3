/** What the ARNs of one region and account look like. */
export type Arns = {
  readonly machine: (name: string) => string;
  readonly qualified: (machineArn: string, qualifier: string | number) => string;
  readonly execution: (machineName: string, name: string) => string;
  /** The machine's ARN, and the version number or alias name that may follow it; undefined if it is none of ours. */
  readonly parseMachine: (
    arn: string,
  ) => { readonly arn: string; readonly name: string; readonly qualifier?: string } | undefined;
  readonly parseExecution: (arn: string) => { readonly machine: string; readonly name: string } | undefined;
};

export const makeArns = ({ region, account }: { readonly region: string; readonly account: string }): Arns => {
  const base = `arn:aws:states:${region}:${account}`;
  const parts = (arn: string, kind: string): string[] | undefined =>
    arn.startsWith(`${base}:${kind}:`) ? arn.slice(base.length + kind.length + 2).split(':') : undefined;
  return {
    machine: (name) => `${base}:stateMachine:${name}`,
    qualified: (machineArn, qualifier) => `${machineArn}:${qualifier}`,
    execution: (machineName, name) => `${base}:execution:${machineName}:${name}`,
    parseMachine: (arn) => {
      const [name, qualifier, ...rest] = parts(arn, 'stateMachine') ?? [];
      if (!name || qualifier === '' || rest.length > 0) return undefined;
      return { arn: `${base}:stateMachine:${name}`, name, ...(qualifier === undefined ? {} : { qualifier }) };
    },
    parseExecution: (arn) => {
      const [machine, name, ...rest] = parts(arn, 'execution') ?? [];
      return machine && name && rest.length === 0 ? { machine, name } : undefined;
    },
  };
};
