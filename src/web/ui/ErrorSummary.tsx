import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';

export interface FieldError {
  id: string;
  text: string;
}

/** Lists what is wrong, each linked to its field; takes the focus when the list changes. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const box = useRef<HTMLDivElement>(null);
  const texts = errors.map((error) => error.text).join();
  useEffect(() => {
    if (texts) box.current?.focus();
  }, [texts]);
  if (errors.length === 0) return null;
  return (
    <div class="banner banner-danger" role="alert" tabIndex={-1} ref={box}>
      <div>
        <strong>{t('app.errors')}</strong>
        <ul>
          {errors.map(({ id, text }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
