using Telehealth.Domain;

namespace Telehealth.Server.Features.AuthorityImport;

/// <param name="Line">Of the file, from 1.</param>
/// <param name="License">Profession, number and states, where they could be read.</param>
/// <param name="AuthorityId">The record that was appended; absent before the file is written.</param>
/// <param name="Supersedes">The record whose place it takes.</param>
internal sealed record ImportRowView(
    int Line, RowOutcome Outcome, StaffId? ClinicianId = null, string? ClinicianName = null, string? License = null, RowError? Error = null,
    AuthorityId? AuthorityId = null, AuthorityId? Supersedes = null);

/// <param name="DryRun">Nothing was to be written.</param>
/// <param name="Written">Everything that was to be was, in one transaction.</param>
/// <param name="KnownColumns">The header's columns that are read.</param>
/// <param name="UnknownColumns">Those that are not; what they say is never guessed.</param>
internal sealed record ImportAnswer(
    LayoutName Layout, bool DryRun, bool Written, IReadOnlyList<string> KnownColumns, IReadOnlyList<string> UnknownColumns,
    int Added, int Superseded, int Unchanged, int Errors, IReadOnlyList<ImportRowView> Rows);
