import { useEffect, useState } from 'preact/hooks';
import type { FieldReport } from '../../bridge/field-line.ts';
import { useKeeper } from '../keeper-context.ts';
import { type Beginning, makeBeginning, plainBeginning } from './field-start.ts';

/** Reads the field once, when the view appears. Undefined until it is known. */
export const useBeginning = (read: () => Promise<FieldReport | undefined>): Beginning | undefined => {
  const keeper = useKeeper();
  const [beginning, setBeginning] = useState<Beginning>();
  useEffect(() => {
    let current = true;
    read()
      .then((report) => makeBeginning(report, keeper))
      .then(
        (known) => current && setBeginning(known),
        () => current && setBeginning(plainBeginning),
      );
    return () => {
      current = false;
    };
  }, [keeper]);
  return beginning;
};
