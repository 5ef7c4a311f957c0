interface NameInProps {
  /** Gives the sentence for a name. */
  readonly sentence: (name: string) => string;
  readonly name: string;
  /** Of the name alone. */
  readonly testId?: string;
}

/** Stands for the name while the sentence is made; no name may hold it. */
const place = '\uFFFC';

/** A sentence with somebody's name in it, set apart: written from right to left, it moves nothing of the sentence. */
export const NameIn = ({ sentence, name, testId }: NameInProps) => (
  <>
    {sentence(place)
      .split(place)
      .map((part, index) => (
        <>
          {index > 0 && <bdi data-testid={testId}>{name}</bdi>}
          {part}
        </>
      ))}
  </>
);
