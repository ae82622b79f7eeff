using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>Settings of section <c>Audit</c>: the sealed log's name and key, and where its signed heads go.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>File with the log's private Ed25519 key, PKCS #8 in PEM; <c>telehealth log new-key FILE</c> writes one. Needed in Production; no default, elsewhere a key is made by itself.</summary>
    public string SigningKeyFile { get; set; } = "";

    /// <summary>The key before, while keys are exchanged: it signs beside the new one until verifiers know the new one. Default empty.</summary>
    public string PreviousSigningKeyFile { get; set; } = "";

    /// <summary>Name of the log in every signed head, a host name and a path without spaces, such as <c>visits.clinic.org/log</c>; it never changes. Needed in Production; default elsewhere localhost/telehealth-log.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Seconds between two signed heads while records come in; records get their leaf each second, and who asks for a proof is not kept waiting. Default 5; 1 to 3600.</summary>
    [Range(1, 3600)]
    public int CheckpointSeconds { get; set; } = 5;

    /// <summary>File that every signed head is appended to, on another disk than the database. Default empty: none.</summary>
    public string CheckpointFile { get; set; } = "";

    /// <summary>Folder, or http(s) address that takes PUT, that signed heads are copied to, one object each, out of the operator's hands where that can be. Default empty: none.</summary>
    public string SecondStore { get; set; } = "";

    /// <summary>Seconds between two copies to the second store. Default 60; 1 to 86400.</summary>
    [Range(1, 86_400)]
    public int SecondStoreSeconds { get; set; } = 60;

    /// <summary>Folder that the log is written to as files that other software reads (C2SP tlog-tiles): head, tiles and records. Default empty: none; /log/ serves the same.</summary>
    public string TileFolder { get; set; } = "";

    /// <summary>Folder that exports of the log are made in, readable by the server's user alone, on an encrypted disk; several servers share it. Default empty: beside a SQLite database, else in this user's application data.</summary>
    public string ExportFolder { get; set; } = "";

    /// <summary>Days after which the file of an export is removed. Default 7; 1 to 90.</summary>
    [Range(1, 90)]
    public int ExportDays { get; set; } = 7;

    /// <summary>Most exports that may run or wait at a time. Default 3; 1 to 20.</summary>
    [Range(1, 20)]
    public int ExportsAtOnce { get; set; } = 3;

    /// <summary>Most records in one export. Default 2000000; 1000 to 20000000.</summary>
    [Range(1000, 20_000_000)]
    public long ExportMostRecords { get; set; } = 2_000_000;
}
