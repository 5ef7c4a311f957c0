import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExportView } from '../../bridge/transfer-views.ts';
import { t } from '../words.ts';

/** Hands a file to the browser's downloads at once, and again on a press. */
export const SaveFile = ({ made: { name, file } }: { readonly made: ExportView }) => {
  const link = useRef<HTMLAnchorElement>(null);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(file)], { type: 'application/octet-stream' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  useEffect(() => {
    if (address !== undefined) link.current?.click();
  }, [address]);
  if (address === undefined) return null;
  return (
    <p>
      <a class="button button-plain" href={address} download={name} ref={link} data-testid="export-file">
        {t('export_save', [name])}
      </a>
    </p>
  );
};
