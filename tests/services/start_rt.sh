#!/bin/bash
# Request Tracker 5 (Debian) on SQLite, 127.0.0.1 only, everything under DATA_DIR.
#   start_rt.sh DATA_DIR PORT     start (idempotent), print URL and credentials
#   start_rt.sh --stop DATA_DIR   stop
# Environment:
#   RT_SENDMAIL       sendmail-like program for RT's notifications ("PROG ARGS...");
#                     default: an mbox file per process under DATA_DIR/var/*.mbox
#   RT_ROOT_PASSWORD  default rootpass1
. "$(dirname "$(readlink -f "$0")")/lib.sh"
SERVER=/usr/share/request-tracker5/libexec/rt-server

if [ "${1:-}" = --stop ]; then stop_pid "$2/rt.pid" rt-server; exit 0; fi
D=${1:?DATA_DIR}; PORT=${2:?PORT}
mkdir -p "$D"; D=$(cd "$D" && pwd)
if alive "$D/rt.pid" rt-server; then cat "$D/service.env"; exit 0; fi

if [ "$(id -u)" = 0 ] && ! [ -e $SERVER ] && command -v debconf-set-selections >/dev/null; then
    debconf-set-selections <<'P'
request-tracker5 request-tracker5/install-cronjobs boolean false
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean false
request-tracker5 request-tracker5/dbconfig-install boolean false
P
fi
# RT wants some mail-transport-agent: msmtp-mta is the lightest (the default would be exim4), but naming it
# when postfix is there would make apt REMOVE postfix.  w3m silences RT's HTML converter warning.
MTA=msmtp-mta; [ -e /usr/sbin/sendmail ] && MTA=
apt_need $SERVER request-tracker5 rt5-db-sqlite rt5-standalone rt5-clients w3m $MTA
port_free "$PORT"

umask 077
mkdir -p "$D/conf.d" "$D/var" "$D/mason/data" "$D/mason/session"
ROOTPW=${RT_ROOT_PASSWORD:-rootpass1}
if [ -n "${RT_SENDMAIL:-}" ]; then
    set -- $RT_SENDMAIL; SM=$1; shift; SMARGS=$*
    MAIL="Set(\$MailCommand, 'sendmailpipe'); Set(\$SendmailPath, '$SM'); Set(\$SendmailArguments, '$SMARGS');"
else
    MAIL="Set(\$MailCommand, 'mbox');"
fi
cat > "$D/RT_SiteConfig.pm" <<P
use utf8;
Set(\$rtname, 'rt.example.test');
Set(\$Organization, 'example.test');
Set(\$CorrespondAddress, 'support@example.test');
Set(\$CommentAddress, 'support-comment@example.test');
Set(\$WebDomain, '127.0.0.1'); Set(\$WebPort, $PORT); Set(\$WebPath, '');
Set(\$WebBaseURL, 'http://127.0.0.1:$PORT');
Set(\$DatabaseType, 'SQLite'); Set(\$DatabaseName, '$D/rt.db');
Set(\$LogToSyslog, undef); Set(\$LogToSTDERR, 'warning');
Set(\$Timezone, 'UTC'); Set(\$StatementLog, undef);
Set(\$UseTransactionBatch, 1);
\$RT::VarPath = '$D/var';
\$RT::MasonDataDir = '$D/mason/data';
\$RT::MasonSessionDir = '$D/mason/session';
$MAIL
1;
P
export RT_SITE_CONFIG="$D/RT_SiteConfig.pm" RT_SITE_CONFIG_DIR="$D/conf.d"

if [ ! -s "$D/rt.db.ready" ]; then
    rm -f "$D/rt.db"
    printf %s "$ROOTPW" > "$D/rootpw"
    /usr/sbin/rt-setup-database-5 --action init --skip-create --root-password-file "$D/rootpw" > "$D/setup.log" 2>&1 \
        || { tail -20 "$D/setup.log" >&2; exit 5; }
    # a queue, a privileged user with an API token, rights for anybody who writes in
    perl -I/usr/share/request-tracker5/lib -e '
        use strict; use warnings; use utf8;
        use RT; RT::LoadConfig(); RT::Init();
        my ($ok, $msg);
        my $sys = RT->SystemUser;
        my $q = RT::Queue->new($sys);
        ($ok, $msg) = $q->Create(Name => "Support", Description => "Поддержка",
            CorrespondAddress => "support\@example.test", CommentAddress => "support-comment\@example.test");
        die "queue: $msg" unless $ok;
        my $u = RT::User->new($sys);
        ($ok, $msg) = $u->Create(Name => "gosupport", EmailAddress => "gosupport\@example.test",
            RealName => "Проверка", Password => "gosupport1", Privileged => 1);
        die "user: $msg" unless $ok;
        my $g = RT::Group->new($sys);
        for my $grp (qw(Everyone)) {
            $g->LoadSystemInternalGroup($grp);
            for my $r (qw(SeeQueue CreateTicket ReplyToTicket)) {
                ($ok, $msg) = $g->PrincipalObj->GrantRight(Right => $r, Object => $q); die "$r: $msg" unless $ok;
            }
        }
        for my $r (qw(ShowTicket ShowTicketComments ModifyTicket OwnTicket CommentOnTicket)) {
            ($ok, $msg) = $u->PrincipalObj->GrantRight(Right => $r, Object => $q); die "$r: $msg" unless $ok;
        }
        ($ok, $msg) = $u->PrincipalObj->GrantRight(Right => "ManageAuthTokens", Object => RT->System); die $msg unless $ok;
        for my $name ("gosupport", "root") {
            my $owner = RT::User->new($sys); $owner->Load($name);
            my $t = RT::AuthToken->new($sys);
            my ($id, $m, $auth) = $t->Create(Owner => $owner->Id, Description => "gosupport");
            die "token: $m" unless $id;
            print "$name $auth\n";
        }
    ' > "$D/tokens" 2>> "$D/setup.log" || { tail -20 "$D/setup.log" >&2; exit 6; }
    date > "$D/rt.db.ready"
fi

detach "$D/server.log" "$D/rt.pid" $SERVER --host 127.0.0.1 --port "$PORT" --max-workers "${RT_WORKERS:-2}"
TOKEN=$(awk '$1=="gosupport"{print $2}' "$D/tokens")
i=0
until [ "$(curl -s -m 10 -o /dev/null -w '%{http_code}' -H "Authorization: token $TOKEN" "http://127.0.0.1:$PORT/REST/2.0/rt")" = 200 ]; do
    alive "$D/rt.pid" || { tail -20 "$D/server.log" >&2; exit 7; }
    i=$((i+1)); [ $i -lt 120 ] || { tail -20 "$D/server.log" >&2; exit 8; }
    sleep 0.25
done
cat > "$D/service.env" <<P
RT_URL=http://127.0.0.1:$PORT
RT_API=http://127.0.0.1:$PORT/REST/2.0
RT_QUEUE=Support
RT_USER=gosupport
RT_PASSWORD=gosupport1
RT_TOKEN=$TOKEN
RT_ROOT_PASSWORD=$ROOTPW
RT_ROOT_TOKEN=$(awk '$1=="root"{print $2}' "$D/tokens")
RT_MBOX_DIR=$D/var
RT_PID=$(cat "$D/rt.pid")
P
cat "$D/service.env"
