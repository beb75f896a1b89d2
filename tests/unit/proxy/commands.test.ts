/** Which addresses a camera may be asked for: whole known commands are refused, letters inside a name are not. */
import { describe, expect, test } from 'vitest';
import { readAddress } from '../../../proxy/target/address';

// biome-ignore format: a table of addresses reads best unwrapped
const good = [
  // Names of rooms and places that hold the letters of a command.
  '/image/factory', '/api/backup_gate/latest.jpg', '/mjpg/RestartRoom/shot.jpg', '/dev/video0/snapshot.jpg', '/?command=userview',
  '/cams/Factory%20Floor/snapshot.jpg', '/firmware-lab/live.mjpg', '/api/password_office/latest.jpg', '/shutdown_street.jpg', '/Reset-Button/current.jpg',
  '/api/upgrade-hall/latest.jpg', '/cam/preset3.jpg', '/cam/restart-line', '/test_kitchen/snapshot.jpg', '/restore_workshop/video.mjpeg',
  '/comm_tower/image.jpg', '/set_design/shot.jpg', '/set-top-box.jpg', '/sunset/latest.jpg', '/format-hall/1.jpg',
  '/update_desk/snap.jpeg', '/api/stream.mjpeg?src=backup_door', '/api/frame.jpeg?src=factory', '/api/format_room/latest.jpg', '/root-cellar/shot.jpg',
  '/etc.jpg', '/sysroom/image.jpg', '/procession.jpg', '/devices/camera1.jpg', '/accounting/latest.jpg',
  // Spellings that browsers send as well.
  '//snapshot.jpg', '/a//b///c.jpg', '/snapshot.jpg;jsessionid=1A2B', '/view;jsessionid=9/shot.jpg', '/image%2Fcam1.jpg',
  '/snap%20shot.jpg', '/k%C3%BCche.jpg', '/100%25.jpg', '/a;b',
  // Queries.
  '/?action=snapshot&room=restart', '/cgi-bin/view.cgi?camera=backup', '/img.jpg?name=Factory%20reset%20corner', '/cgi-bin/api.cgi?cmd=Snap&user=admin&password=reset',
  '/webcapture.jpg?command=snap&channel=1', '/cgi?action=viewuser', '/cgi?command=exportview', '/cgi-bin/CGIProxy.fcgi?cmd=getUserImage',
  '/cgi-bin/CGIProxy.fcgi?cmd=ptzReset', '/cgi-bin/CGIProxy.fcgi?cmd=ptzDeletePresetPoint&name=gate', '/cgi-bin/CGIProxy.fcgi?cmd=resetImageSetting',
  '/cgi-bin/CGIProxy.fcgi?cmd=setInfraLedConfig&mode=1', '/cgi-bin/CGIProxy.fcgi?cmd=getDevInfo', '/cgi-bin/CGIProxy.fcgi?cmd=setPTZSpeed&speed=2',
  '/cgi-bin/hi3510/param.cgi?cmd=setimageattr&-brightness=50', '/cgi-bin/hi3510/param.cgi?cmd=setinfrared&-infraredstat=auto',
  '/control?var=framesize&val=8', '/set_misc.cgi?ptz_patrol_rate=5', '/decoder_control.cgi?command=94', '/videostream.cgi?loginuse=admin&loginpas=x',
  '/snapshot.cgi?user=admin&pwd=reboot', '/axis-cgi/com/ptz.cgi?move=home', '/cgi-bin/ptz.cgi?action=start&code=GotoPreset', '/zm/index.php?view=image&eid=5',
  '/get_camera_params.cgi', '/get_status.cgi?user=admin', '/stream/update.mjpg', '/cgi-bin/video.cgi?format=jpeg', '/ISAPI/Streaming/channels/101/picture',
  // Blue Iris and others put the camera's name behind the picture's; overlays carry any text.
  '/image/Delete?q=50', '/image/Backup?w=640', '/mjpg/restart', '/stream/update', '/img/Reset', '/jpeg/format', '/snapshot/restore',
  '/axis-cgi/mjpg/video.cgi?camera=1&text=reboot', '/api/exit?fps=5', '/picture/1/current/?_username=admin&_signature=ab', '/cgi-bin/hi3510/param.cgi?cmd=preset&-act=goto',
  '/0/action/snapshot', '/1/stream', '/config/cam1/snapshot', '/api/config-room/latest.jpg', '/rom-01.jpg', '/what%3Fever/shot.jpg', '/shot%23reboot.jpg',
];

// biome-ignore format: a table of addresses reads best unwrapped
const bad = [
  // Whole commands as the name of a program, in any spelling.
  '/reboot.cgi', '/REBOOT.CGI', '/reboot', '/api/reboot', '/reboot/', '/reboot.cgi/x.jpg', '/reboot.cgi;.jpg', '/reboot.cgi%20', '/%72eboot.cgi', '/%2572eboot.cgi',
  '//reboot.cgi', '/cgi-bin/reboot', '/goform/formReboot', '/cgi-bin/hi3510/sysreboot.cgi', '/axis-cgi/restart.cgi', '/axis-cgi/hardfactorydefault.cgi',
  '/ISAPI/System/reboot', '/ISAPI/System/factoryReset', '/System/configurationFile?auth=x', '/restore_factory.cgi', '/upgrade_firmware.cgi', '/upgrade_htmls.cgi',
  '/set_users.cgi?pwd1=x', '/set%5fusers.cgi', '/SET_WIFI.CGI', '/set_ddns.cgi', '/backup_params.cgi', '/web/cgi-bin/hi3510/backup.cgi', '/comm_write.cgi', '/test_ftp.cgi',
  '/wifi_scan.cgi', '/format.cgi', '/update', '/factory_reset', '/poweroff', '/rebootnow', '/telnet_enable.cgi',
  // In the query.
  '/?command=reboot', '/cgi-bin/CGIProxy.fcgi?cmd=rebootSystem', '/cgi-bin/CGIProxy.fcgi?cmd=setWifiSetting&ssid=x', '/cgi-bin/CGIProxy.fcgi?cmd=SETWIFISETTING',
  '/cgi-bin/CGIProxy.fcgi?cmd=setP2PEnable', '/cgi-bin/CGIProxy.fcgi?cmd=setSMTPConfig', '/cgi-bin/CGIProxy.fcgi?cmd=setUPnPConfig', '/cgi-bin/CGIProxy.fcgi?cmd=addAccount',
  '/cgi-bin/CGIProxy.fcgi?c%6dd=changePassword', '/cgi-bin/CGIProxy.fcgi?cmd=restoreToFactorySetting', '/cgi-bin/hi3510/param.cgi?cmd=setuserattr&-at_username=a',
  '/cgi-bin/hi3510/param.cgi?cmd=setwirelessattr', '/cgi-bin/hi3510/param.cgi?cmd=sysreset', '/cgi-bin/magicBox.cgi?action=reboot', '/cgi-bin/api.cgi?cmd=Shutdown',
  '/cgi-bin/api.cgi?cmd=DelUser', '/cgi-bin/api.cgi?cmd=SetNetPort', '/axis-cgi/param.cgi?action=update&root.Network.x=1', '/cm?cmnd=Restart%201', '/control?var=reset', '/maintain?reboot=1',
  // What gives secrets away.
  '/system.ini?loginuse&loginpas', '/network.ini', '/get_params.cgi', '/get_log.cgi', '/get_factory_extra.cgi', '/get_forbidden.cgi', '/config/.htpasswd', '/current_config/passwd',
  '/cgi-bin/CGIProxy.fcgi?cmd=getWifiConfig', '/cgi-bin/CGIProxy.fcgi?cmd=exportConfig', '/cgi-bin/hi3510/param.cgi?cmd=getuserattr', '/cgi-bin/api.cgi?cmd=GetEmail', '/axis-cgi/pwdgrp.cgi?action=get',
  '/cgi-bin/configManager.cgi?action=getConfig&name=All', '/ISAPI/Security/users', '/config_backup.bin',
  // System folders and what they hold, however deep.
  '/proc/kcore', '//proc/kcore', '/%2fproc/kcore', '/%70roc/kcore', '/proc/self/environ', '/etc/passwd', '/etc/shadow', '/dev/mem', '/dev/mtdblock0', '/sys/kernel/debug',
  '/root/.ssh/id_rsa', '/web/etc/passwd', '/admin-bin/editcgi.cgi?file=/etc/passwd', '/view.cgi?page=../../etc/shadow', '/proc/kcore/a.jpg', '/rom-0',
  // A camera decodes before it looks where the query begins.
  '/reboot.cgi%3f.jpg', '/reboot.cgi%23.jpg', '/reboot.cgi%3Fx/shot.jpg', '/cgi%3fcmd=reboot&x.jpg', '/get_params.cgi%253f.jpg', '/set_users.cgi%2523a.png',
  // Servers of cameras, consoles and shells.
  '/0/action/quit', '/0/config/set?camera_name=x', '/1/config/write', '/1/config/list', '/api/config', '/api/config/raw', '/api/config/save', '/image/reboot', '/stream/factoryreset',
  '/html/cmd_pipe.php?cmd=sudo%20reboot', '/sys_cmd.php?cmd=/sbin/reboot', '/x?exec=sleep+1;reboot', '/cm?cmnd=Password1%20other', '/cm?cmnd=Backlog%20Reset%201', '/cm?cmnd=WebPassword+x',
];

const codeOf = (path: string): string => {
  try {
    readAddress(`http://192.168.1.20${path}`);
    return 'passes';
  } catch (error) {
    return String((error as { code?: string }).code);
  }
};

test('T12 the tables hold at least sixty of each', () => {
  expect(new Set(good).size).toBeGreaterThanOrEqual(60);
  expect(new Set(bad).size).toBeGreaterThanOrEqual(60);
});

describe('T12 friends pass', () => {
  test.each(good)('%s', (path) => expect(codeOf(path)).toBe('passes'));
});

describe('T12 whole commands and secrets are refused', () => {
  test.each(bad)('%s', (path) => expect(codeOf(path)).toMatch(/^capture\/proxy-(command|secret)$/));
});

test('T13 slashes are made single, and nothing else about the address changes', () => {
  expect(readAddress('http://192.168.1.20//a///b.jpg?x=//y').url.href).toBe('http://192.168.1.20/a/b.jpg?x=//y');
  expect(readAddress('http://192.168.1.20/v;jsessionid=1/a%2Fb.jpg').url.pathname).toBe('/v;jsessionid=1/a%2Fb.jpg');
});
