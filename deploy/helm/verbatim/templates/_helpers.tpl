{{- define "verbatim.name" -}}
{{- printf "%s" .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end }}

{{- define "verbatim.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "verbatim.labels" -}}
{{ include "verbatim.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "verbatim.config" -}}
{{- with .Values.config }}
{{- toYaml . }}
{{ end -}}
listen: 0.0.0.0:3000
data: /var/lib/verbatim
{{- if .Values.tls.secretName }}
tls:
  cert_file: /etc/verbatim/tls/tls.crt
  key_file: /etc/verbatim/tls/tls.key
  ca_file: /etc/verbatim/tls/ca.crt
  {{- with .Values.tls.settings }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- else }}
insecure: true
{{- end }}
{{- end }}
