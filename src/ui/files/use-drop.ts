import { useLayoutEffect, useState } from 'preact/hooks';

const carriesFiles = (drag: DragEvent): boolean => drag.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files that are dropped anywhere on the page: the browser would otherwise leave the page for the file. Gives
 * whether one is being dragged over it.
 */
export const useDrop = (onFile: (file: File) => void): boolean => {
  const [over, setOver] = useState(false);
  // With the picture that shows where: a file that comes before would take the page away.
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const drag = (dragging: DragEvent): void => {
      if (!carriesFiles(dragging)) return;
      dragging.preventDefault();
      setOver(true);
    };
    const leave = (leaving: DragEvent): void => {
      if (leaving.relatedTarget === null) setOver(false);
    };
    const drop = (dropping: DragEvent): void => {
      dropping.preventDefault();
      setOver(false);
      const file = dropping.dataTransfer?.files[0];
      if (file) onFile(file);
    };
    addEventListener('dragenter', drag, { signal });
    addEventListener('dragover', drag, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('drop', drop, { signal });
    return () => stop.abort();
  }, [onFile]);
  return over;
};
