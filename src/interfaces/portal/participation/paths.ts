export const participationPaths = {
  consultations: '/consultations',
  opinion: '/consultations/opinion',
  opinionOn: (indexNumber: string) =>
    `/consultations/opinion?about=${encodeURIComponent(indexNumber)}`,
  replies: '/proposals',
} as const
