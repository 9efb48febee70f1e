{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{- define "pushwire.ingress" -}}
{{- $root := index . 0 -}}
{{- $values := index $root.Values (index . 1) -}}
{{- $ingress := $values.ingress -}}
{{- $name := include "pushwire.name" . -}}
{{- if $ingress.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  {{- include "pushwire.metadata" . | nindent 2 }}
  {{- with $ingress.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with $ingress.className }}
  ingressClassName: {{ . }}
  {{- end }}
  {{- with $ingress.tls }}
  tls:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- if not $ingress.hosts }}
    {{- fail (printf "%s.ingress.hosts is empty: name the host that registries send to" (index . 1)) }}
    {{- end }}
    {{- range $ingress.hosts }}
    - host: {{ . | quote }}
      http:
        paths:
          {{- range $ingress.paths }}
          - path: {{ . }}
            pathType: Prefix
            backend:
              service:
                name: {{ $name }}
                port:
                  name: http
          {{- end }}
    {{- end }}
{{- end }}
{{- end -}}

{{- define "pushwire.httpRoute" -}}
{{- $root := index . 0 -}}
{{- $values := index $root.Values (index . 1) -}}
{{- $route := $values.httpRoute -}}
{{- if $route.enabled }}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  {{- include "pushwire.metadata" . | nindent 2 }}
  {{- with $route.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  parentRefs:
    {{- if not $route.parentRefs }}
    {{- fail (printf "%s.httpRoute.parentRefs is empty: name the Gateway" (index . 1)) }}
    {{- end }}
    {{- toYaml $route.parentRefs | nindent 4 }}
  {{- with $route.hostnames }}
  hostnames:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    - matches:
        {{- range $route.paths }}
        - path:
            type: PathPrefix
            value: {{ . }}
        {{- end }}
      backendRefs:
        - name: {{ include "pushwire.name" . }}
          port: {{ $values.service.port }}
{{- end }}
{{- end -}}

{{- define "pushwire.service" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "pushwire.metadata" . | nindent 2 }}
  {{- with $values.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $values.service.type }}
  ports:
    - name: http
      port: {{ $values.service.port }}
      targetPort: http
  selector:
    {{- include "pushwire.selectorLabels" . | nindent 4 }}
{{- end -}}

{{/* Argument: (list ports). */}}
{{- define "pushwire.egressPorts" -}}
- ports:
    {{- range (index . 0) }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
{{- end -}}

{{- define "pushwire.networkPolicy" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
{{- $policy := $values.networkPolicy -}}
{{- if $policy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "pushwire.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "pushwire.selectorLabels" . | nindent 6 }}
  policyTypes:
    - Ingress
    {{- if $policy.limitEgress }}
    - Egress
    {{- end }}
  ingress:
    - ports:
        - protocol: TCP
          port: http
      {{- with $policy.from }}
      from:
        {{- toYaml . | nindent 8 }}
      {{- end }}
  {{- if $policy.limitEgress }}
  egress:
    # Names are asked for.
    - ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
    {{- range $ports := (list "kafkaPorts" "registryPorts" "apiServerPorts") }}
    {{- with (index $policy $ports) }}
    {{- include "pushwire.egressPorts" (list .) | nindent 4 }}
    {{- end }}
    {{- end }}
    {{- with $policy.extraEgress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "pushwire.podDisruptionBudget" -}}
{{- $budget := (index (index . 0).Values (index . 1)).podDisruptionBudget -}}
{{- if $budget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "pushwire.metadata" . | nindent 2 }}
spec:
  maxUnavailable: {{ $budget.maxUnavailable }}
  selector:
    matchLabels:
      {{- include "pushwire.selectorLabels" . | nindent 6 }}
{{- end }}
{{- end -}}
