#!/bin/bash
# Redmine 5 (Debian) on SQLite + puma, 127.0.0.1 only, a private copy of the app (15 MB) in DATA_DIR.
#   start_redmine.sh DATA_DIR PORT     start (idempotent), print URL and keys
#   start_redmine.sh --stop DATA_DIR
# Environment: REDMINE_SMTP_PORT=N  send notifications to 127.0.0.1:N (default: files in DATA_DIR/mails)
. "$(dirname "$(readlink -f "$0")")/lib.sh"

if [ "${1:-}" = --stop ]; then stop_pid "$2/redmine.pid" puma; exit 0; fi
D=${1:?DATA_DIR}; PORT=${2:?PORT}
mkdir -p "$D"; D=$(cd "$D" && pwd)
if alive "$D/redmine.pid" puma; then cat "$D/service.env"; exit 0; fi

if [ "$(id -u)" = 0 ] && ! [ -e /usr/share/redmine/config.ru ] && command -v debconf-set-selections >/dev/null; then
    debconf-set-selections <<'P'
redmine redmine/instances/default/dbconfig-install boolean false
redmine redmine/instances/default/database-type select sqlite3
redmine redmine/current-instances string default
P
fi
apt_need /usr/share/redmine/config.ru redmine redmine-sqlite puma
apt_need puma puma
port_free "$PORT"
umask 077
if [ ! -d "$D/app" ]; then
    cp -a --no-preserve=ownership /usr/share/redmine "$D/app.new"
    rm -rf "$D/app.new/instances" "$D/app.new/Gemfile.lock"
    mv "$D/app.new" "$D/app"
fi
cd "$D/app"
I=instances/default
mkdir -p $I/config $I/log $I/files $I/tmp $I/public/plugin_assets "$D/mails"
sed -i "s#/usr/share/redmine/#$D/app/#" Gemfile      # it looks there for database.yml
echo "gem 'puma'" > Gemfile.local
cat > $I/config/database.yml <<P
production:
  adapter: sqlite3
  database: $D/redmine.db
  timeout: 10000
  encoding: utf8
P
[ -s $I/config/secret_key.txt ] || od -An -tx1 -N32 /dev/urandom | tr -d ' \n' > $I/config/secret_key.txt
if [ -n "${REDMINE_SMTP_PORT:-}" ]; then
    MAIL="    delivery_method: :smtp
    smtp_settings: {address: 127.0.0.1, port: $REDMINE_SMTP_PORT, enable_starttls_auto: false}"
else
    MAIL="    delivery_method: :file
    file_settings: {location: $D/mails}"
fi
printf 'default:\n  email_delivery:\n%s\n' "$MAIL" > $I/config/configuration.yml
export RAILS_ENV=production REDMINE_INSTANCE=default REDMINE_LANG=en BUNDLE_GEMFILE="$D/app/Gemfile" HOME="$D" RUBYOPT=-W0
if [ ! -s "$D/ready" ]; then
    rm -f "$D/redmine.db"
    # the default data must load in a process that started after the migrations
    { bundle install --local && bundle exec rake db:migrate; } > "$D/setup.log" 2>&1 || { tail -30 "$D/setup.log" >&2; exit 5; }
    cat > "$D/boot.rb" <<'P'
Redmine::DefaultData::Loader.load('en')
Setting.rest_api_enabled = '1'
Setting.login_required = '0'
Setting.mail_from = 'redmine@example.test'
Setting.host_name = "127.0.0.1:#{ENV['PORT']}"
Setting.notified_events = %w(issue_added issue_updated)
Setting.mail_handler_api_enabled = '1'
Setting.mail_handler_api_key = 'mailkey1'
admin = User.find_by_login('admin')
admin.password = admin.password_confirmation = 'rootpass1'
admin.must_change_passwd = false
admin.save!
u = User.new(firstname: 'Проверка', lastname: 'Поддержки', mail: 'gosupport@example.test', language: 'en', mail_notification: 'all')
u.login = 'gosupport'; u.password = u.password_confirmation = 'gosupport1'; u.save!
pr = Project.new(name: 'Поддержка', identifier: 'support', is_public: true)
pr.enabled_module_names = %w(issue_tracking); pr.trackers = Tracker.all; pr.save!
role = Role.givable.find_by_name('Reporter') || Role.givable.first
role.add_permission!(:add_issue_notes, :edit_own_issues, :add_issues, :view_issues)
Member.create!(project: pr, principal: u, roles: [role])
puts "REDMINE_ADMIN_KEY=#{admin.api_key}"
puts "REDMINE_KEY=#{u.api_key}"
P
    PORT=$PORT bundle exec rails runner "$D/boot.rb" > "$D/ready.new" 2>> "$D/setup.log" || { tail -30 "$D/setup.log" >&2; exit 6; }
    mv "$D/ready.new" "$D/ready"
fi
detach "$D/server.log" "$D/redmine.pid" bundle exec puma -e production -b "tcp://127.0.0.1:$PORT" -t 1:4
i=0
until [ "$(curl -s -m 10 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$PORT/projects.json")" = 200 ]; do
    kill -0 "$(cat "$D/redmine.pid")" 2>/dev/null || { tail -20 "$D/server.log" >&2; exit 7; }
    i=$((i+1)); [ $i -lt 240 ] || { tail -20 "$D/server.log" >&2; exit 8; }
    sleep 0.25
done
{
    echo "REDMINE_URL=http://127.0.0.1:$PORT"
    echo "REDMINE_PROJECT=support"
    echo "REDMINE_USER=gosupport"
    echo "REDMINE_PASSWORD=gosupport1"
    grep = "$D/ready"
    echo "REDMINE_MAILS=$D/mails"
    echo "REDMINE_PID=$(cat "$D/redmine.pid")"
} > "$D/service.env"
cat "$D/service.env"
