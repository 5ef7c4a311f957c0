import { useState } from 'preact/hooks';
import { Arrival } from '../components/arrival.tsx';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { CreateForm, type CreateFormProps } from './create-form.tsx';

interface StartAnewProps extends CreateFormProps {
  /** What the person understands. */
  readonly confirm: string;
  readonly start: string;
  readonly testId: 'missing' | 'over';
}

/** A new vault in the place of one that is given up: only once the person has said that they understand. */
export const StartAnew = ({ confirm, start, testId, ...form }: StartAnewProps) => {
  const [understood, setUnderstood] = useState(false);
  const [starting, setStarting] = useState(false);
  return (
    <>
      <Checkbox checked={understood} onChange={setUnderstood} words={confirm} testId={`${testId}-confirm`} />
      {!starting && (
        <div>
          <Button kind="danger" disabled={!understood} onClick={() => setStarting(true)} testId={`${testId}-start`}>
            {start}
          </Button>
        </div>
      )}
      {starting && understood && (
        <Arrival>
          <CreateForm {...form} />
        </Arrival>
      )}
    </>
  );
};
