import type { Assembly } from './assembly.ts';
import { loadStack, type Resource, type Surroundings } from './load-stack.ts';

/** A whole application, everything resolved. */
export type LoadedTemplate = {
  readonly resources: readonly Resource[];
  /** Stack → output → value. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly ofType: (type: string) => readonly Resource[];
};

/**
 * Resolves every stack of an assembly in the order of their dependencies.
 * @throws RuntimeRefusal for what has no local life and for a reference that leads nowhere.
 */
export const loadTemplate = (assembly: Pick<Assembly, 'stacks'>, surroundings: Surroundings): LoadedTemplate => {
  const exports = new Map<string, unknown>();
  const resources: Resource[] = [];
  const outputs: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const stack of assembly.stacks) {
    const loaded = loadStack(stack, surroundings, exports);
    resources.push(...loaded.resources);
    outputs[stack.name] = loaded.outputs;
  }
  return { resources, outputs, ofType: (type) => resources.filter((resource) => resource.type === type) };
};
