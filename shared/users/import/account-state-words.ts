import { folded } from './folded.ts';

/*
 * How directories and spreadsheets say "yes", "no", "blocked" and "enabled". Microsoft translates the heads and the
 * values of its files into the language of the portal, and Excel translates TRUE and FALSE.
 */

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).map(folded));

/** What a cell says for yes: true in the languages of Microsoft's portals and of Excel. */
export const yesWords = wordsOf(`
  1 true yes y on wahr ja richtig oui vrai sí si verdadero cierto sim verdadeiro vero sì waar sant sand sann tak prawda
  ano pravda áno igen igaz evet doğru kyllä tosi da adevărat истина да правда так ναι αληθής はい 真 是 真实 예 네 참
  כן نعم có đúng ya benar ใช่ jah tõene jā patiess taip`);

/** What a cell says for no. */
export const noWords = wordsOf(`
  0 false no n off falsch nein non faux falso não nao nee onwaar nej nei falskt falsk usann usand nie fałsz ne nepravda
  nem hamis hayır hayir yanlış yanlis ei epätosi nu fals ложь нет хибність ні όχι ψευδής いいえ 偽 否 假 아니요 아니오 거짓
  לא لا không sai tidak salah ไม่ใช่ väär nē aplams ne`);

/** What a cell says of an account that may sign in, under a head that asks for its state. */
export const enabledWords = wordsOf(`
  active enabled allowed unblocked aktiv aktiviert activé actif activo habilitado activado ativo attivo abilitato actief
  有効 启用 啟用 已启用 已啟用 사용`);

/** What a cell says of an account that may not. */
export const blockedWords = wordsOf(`
  inactive disabled blocked suspended deactivated denied inaktiv deaktiviert gesperrt blockiert désactivé inactif bloqué
  inactivo deshabilitado bloqueado inativo desativado inattivo disabilitato bloccato inactief geblokkeerd uitgeschakeld
  無効 禁用 停用 已禁用 已停用 阻止 封鎖 차단`);

const stemsOf = (text: string): RegExp =>
  new RegExp(
    text
      .split(/\s+/)
      .map(folded)
      .filter((stem) => stem !== '')
      .toSorted((one, other) => other.length - one.length)
      .join('|'),
    'gu',
  );

/** Beginnings of words by which a head speaks of an account that may *not* sign in. */
export const blockingStems = stemsOf(`
  blocking blocked block blockiert blockieren blockier blocker blockera blokkeren blokkér blokker geblokkeerd blokkeer
  blokeret blokér zablokuj zablokowane zablokowany blokuj blokovat blokování bloqueado bloqueada bloquear bloqueo bloqué
  bloquée bloquer bloquea bloqueio bloccato bloccata bloccare blocca blocco blocat blocare blochează letiltás letilt
  blokkol engelle engellendi devredışı blokir заблокирован заблокировать блокировать блокировка заблоковано
  αποκλεισμός αποκλεισμένος ブロック 阻止 封鎖 封锁 차단 חסום חסימת حظر บล็อก
  gesperrt sperren sperre spärrad spärra
  disabled disable deaktiviert deaktivieren deaktiverad deaktiver désactivé désactiver desactivado desactivar
  deshabilitado deshabilitada inhabilitado desabilitado desativado desativada disabilitato disattivato uitgeschakeld
  wyłączone zakázáno отключена отключено 無効 停止 禁用 停用
  suspended suspendu suspendido suspenso sospeso inactive inaktiv inactif inactivo inactiva inativo inattivo inactief
  denied deny deactivated verweigert verweigern
`);

/**
 * Words by which a head says that an account is gone or locked. Active Directory has `LockedOut` beside `Enabled`,
 * which then decides.
 */
export const leavingStems = stemsOf(`
  locked lockedout lockout deleted archived terminated revoked removed gelöscht archiviert supprimé supprimée archivé
  eliminado eliminada archivado excluído removido eliminato archiviato verwijderd verrouillé verrouillée vergrendeld
`);

/** Words by which a head speaks of an account that may sign in. */
export const enablingStems = stemsOf(`
  enabled enable active activated allowed allow aktiviert aktiv aktiverad activé activée actif activado activada activo
  activa habilitado habilitada ativado ativada ativo ativa attivato attivo abilitato ingeschakeld actief włączone
  povoleno включена включено 有効 启用 啟用 사용
`);

/** What turns a head into its opposite, or makes a question of it: such a head is never guessed. */
export const negations =
  /(?:^|\P{L})(?:not|no|un|nicht|kein|keine|non|pas|ne|não|nie|niet|inte|ikke)(?:\P{L}|$)|unblock|undis|entsperr|debloq|débloq|desbloq|sblocc|deblok|odblok|разблок|解除|해제|不|未|非/iu;

/** What else stands in such heads: who is blocked, and from what. Nothing of it decides. */
export const fillers = wordsOf(`
  sign signin signon login logon log in on account accounts user users credential credentials access is state
  anmelden anmeldung anmeldeinformationen anmeldedaten benutzer benutzerkonto konto zugriff zugang des der die das ist
  connexion connexions compte e utilisateur informations identification identifiants authentification accès la le les l d de du
  inicio inicios sesión cuenta usuario acceso credencial credenciales el en
  início sessão entrada conta usuário utilizador acesso credenciais da do a o
  accesso accessi account utente credenziali all al dell
  aanmelden aanmelding aanmeldingsgegevens gebruiker toegang referenties van het
  inloggning användare autentiseringsuppgifter log logg logge pålogging bruker legitimationsoplysninger
  logowanie konta użytkownika poświadczenia přihlášení účet účtu přihlašovací údaje bejelentkezés fiók hitelesítő adatok
  oturum açmayı açma hesap hesabı kimlik bilgileri
  вход учетная запись учетной записи учетные данные
  サインイン アカウント ユーザー 資格情報 の を が する します
  登录 登入 帐户 帳戶 账户 用户 使用者 凭据 認證 로그인 계정 사용자 자격 증명
`);
