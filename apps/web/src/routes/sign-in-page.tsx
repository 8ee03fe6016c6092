import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SignIn } from '../features/session/sign-in';
import { useTitle } from '../ui/use-title';

export function SignInPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  useTitle(t('signIn.title'));
  const onSignedIn = () => {
    if (to) router.history.push(to);
    else void navigate({ to: '/' });
  };
  return <SignIn onSignedIn={onSignedIn} />;
}
