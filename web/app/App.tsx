import { AppShell, Group, Text } from '@mantine/core';

export function App() {
  return (
    <AppShell header={{ height: 56 }}>
      <AppShell.Header>
        <Group h="100%" px="md">
          <Text fw={700}>rolereach</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Main />
    </AppShell>
  );
}
