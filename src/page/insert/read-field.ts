import type { Field } from '../field/field.ts';
import type { Reading } from './reading.ts';
import { readRich } from './rich-text.ts';

const nowhere = (): undefined => undefined;

/** For a field that shows what it holds. */
export const readField = (field: Field): Reading =>
  field.kind === 'rich'
    ? readRich(field.element)
    : {
        text: field.element.value,
        objects: [],
        holes: [],
        offsetOf: nowhere,
        rangeOf: nowhere,
      };
