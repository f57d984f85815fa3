import { ProblemError } from '../api/problem.ts';
import { ageRefusal } from '../domain/age.ts';
import type { Person } from '../domain/person.ts';

/** The person, whose age makes sense today. @throws ProblemError `invalid-request` */
export const checkedPerson = (person: Person, now: string): Person => {
  const said = ageRefusal(person, now);
  if (!said) return person;
  throw new ProblemError('invalid-request', (language) => [{ pointer: '#/person/bornIn', detail: said[language] }]);
};
