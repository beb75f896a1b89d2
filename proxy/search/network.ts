/** Which addresses are searched for cameras: the neighbours of this machine on its home networks, and nothing else. */
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { judgeIp } from '../target/destinations';

/** Networks of programs (containers, virtual machines) have no cameras; those of tunnels belong to somebody else. */
const notAtHome =
  /^(?:docker|br-|veth|virbr|vmnet|vbox|vEthernet|VMware|VirtualBox|cni|flannel|lxc|podman|tun|tap|utun|wg|ppp|ipsec|tailscale|zt)/i;

const mostNetworks = 3;

/** Private IPv4 only: at most the /24 of each own address, less where the network itself is smaller. */
export function networkAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): readonly string[] {
  const networks = new Map<string, readonly string[]>();
  for (const [name, list] of Object.entries(interfaces)) {
    if (notAtHome.test(name)) continue;
    for (const one of list ?? []) {
      if (one.internal || one.family !== 'IPv4' || judgeIp(one.address) !== 'private') continue;
      const neighbours = neighboursOf(one.address, one.netmask);
      if (neighbours.length > 0) networks.set(neighbours[0]!, neighbours);
    }
  }
  return [...new Set([...networks.values()].slice(0, mostNetworks).flat())];
}

/** Without the first and the last address, which are the network's own. */
function neighboursOf(address: string, netmask: string): readonly string[] {
  const bytes = address.split('.').map(Number);
  const lastOfMask = Number(netmask.split('.')[3] ?? 0);
  const first = bytes[3]! & lastOfMask;
  const last = first | (~lastOfMask & 0xff);
  const host = bytes.slice(0, 3).join('.');
  return Array.from({ length: Math.max(0, last - first - 1) }, (_, index) => `${host}.${first + 1 + index}`);
}
