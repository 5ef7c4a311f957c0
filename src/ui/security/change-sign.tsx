import { Busy } from '../components/busy.tsx';
import { makeSign } from '../sign/make-sign.ts';
import { useSign } from '../sign/sign-context.tsx';
import { SignForm } from '../sign/sign-form.tsx';
import { t } from '../words.ts';
import { PartFrame, toVault } from './part-frame.tsx';
import type { TellProps } from './tell-props.ts';

/** Another sign, or the first one of a vault from before there were signs. */
export const ChangeSign = ({ tell }: TellProps) => {
  const sign = useSign();
  const taken = (): void => {
    tell({ words: t('sign_taken') });
    toVault();
  };
  return (
    <PartFrame title={t('sign_title')}>
      <p>{t('sign_what')}</p>
      <p>{t('sign_where')}</p>
      <p>{t('sign_secret')}</p>
      {sign === undefined ? (
        <Busy words={t('common_loading')} />
      ) : (
        <SignForm first={sign === 'none' ? makeSign(t('sign_list')) : sign} onTaken={taken} />
      )}
    </PartFrame>
  );
};
